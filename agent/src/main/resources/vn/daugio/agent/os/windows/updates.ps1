$denied = New-Object Collections.ArrayList
$absent = New-Object Collections.ArrayList
$facts = [ordered]@{}
function Add-Fact([string]$name, [scriptblock]$read) {
  $value = $null
  try {
    $value = & $read
    if ($null -eq $value) { [void]$absent.Add($name) }
  } catch {
    $refused = $_.CategoryInfo.Category -eq 'PermissionDenied' -or $_.Exception -is [UnauthorizedAccessException] -or $_.Exception.HResult -eq -2147024891
    if ($refused) { [void]$denied.Add($name) } else { [void]$absent.Add($name) }
  }
  $facts[$name] = $value
}
function Get-Iso($time) { if ($null -ne $time) { ([datetime]$time).ToString('yyyy-MM-ddTHH:mm:ssZ', [Globalization.CultureInfo]::InvariantCulture) } }
$culture = [Globalization.CultureInfo]::InvariantCulture
$security = '0fa1201d-4330-4fa8-8ae9-b877473b6441'
$version = Get-ItemProperty 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion'
$packages = 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\Packages'
Add-Fact 'build' { [int]$version.CurrentBuild }
Add-Fact 'revision' { [int]$version.UBR }
Add-Fact 'edition' { [string]$version.EditionID }
Add-Fact 'kind' { [string]$version.InstallationType }
Add-Fact 'rollupAt' {
  $times = Get-ChildItem ($packages + '\Package_for_RollupFix*') -ErrorAction Stop | ForEach-Object {
    $p = Get-ItemProperty $_.PSPath
    if ($p.CurrentState -eq 112 -and $null -ne $p.InstallTimeHigh) { ([long]$p.InstallTimeHigh -shl 32) -bor ([long]$p.InstallTimeLow -band 0xFFFFFFFFL) }
  }
  if ($times) { Get-Iso ([datetime]::FromFileTimeUtc(($times | Measure-Object -Maximum).Maximum)) }
}
Add-Fact 'hotfixAt' {
  $days = Get-CimInstance Win32_QuickFixEngineering -ErrorAction Stop | ForEach-Object {
    $day = [datetime]::MinValue
    if ([datetime]::TryParseExact([string]$_.CimInstanceProperties['InstalledOn'].Value, 'M/d/yyyy', $culture, 'AssumeUniversal,AdjustToUniversal', [ref]$day)) { $day }
  }
  Get-Iso ($days | Sort-Object | Select-Object -Last 1)
}
$searcher = $null
try { $searcher = (New-Object -ComObject Microsoft.Update.Session -ErrorAction Stop).CreateUpdateSearcher(); $searcher.Online = $false } catch { $searcher = $null }
Add-Fact 'historyAt' {
  $n = [Math]::Min(100, $searcher.GetTotalHistoryCount())
  if ($n -gt 0) {
    $done = $searcher.QueryHistory(0, $n) | Where-Object { $_.Operation -eq 1 -and $_.ResultCode -eq 2 -and @($_.Categories | Where-Object { $_.CategoryID -eq $security }).Count -gt 0 }
    Get-Iso ($done | ForEach-Object { $_.Date } | Sort-Object | Select-Object -Last 1)
  }
}
Add-Fact 'checkedAt' {
  $found = (New-Object -ComObject Microsoft.Update.AutoUpdate -ErrorAction Stop).Results.LastSearchSuccessDate
  if ($null -ne $found) { Get-Iso $found }
}
Add-Fact 'pending' {
  $found = $searcher.Search('IsInstalled=0 and IsHidden=0')
  if ($found.ResultCode -eq 2) { @($found.Updates | Where-Object { @($_.Categories | Where-Object { $_.CategoryID -eq $security }).Count -gt 0 }).Count }
}
$facts.denied = @($denied)
$facts.absent = @($absent)
$facts
