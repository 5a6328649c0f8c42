$denied = New-Object Collections.ArrayList
$absent = New-Object Collections.ArrayList
$facts = [ordered]@{}
function Add-Fact([string]$name, [scriptblock]$read, [switch]$list) {
  $value = $null
  try {
    $value = & $read
    if ($null -eq $value -and -not $list) { [void]$absent.Add($name) }
    if ($list) { $value = @($value | Where-Object { $null -ne $_ }) }
  } catch {
    $refused = $_.CategoryInfo.Category -eq 'PermissionDenied' -or $_.Exception -is [UnauthorizedAccessException] -or $_.Exception.HResult -eq -2147024891
    if ($refused) { [void]$denied.Add($name) } else { [void]$absent.Add($name) }
  }
  $facts[$name] = $value
}
function Get-Number([string]$key, [string]$value) {
  $number = (Get-ItemProperty $key -ErrorAction Stop).$value
  if ($null -ne $number) { [int]$number }
}
$kinds = @{ Public = 0; Private = 1; Domain = 2 }
$services = 'HKLM:\SYSTEM\CurrentControlSet\Services\'
$desktop = 'HKLM:\SYSTEM\CurrentControlSet\Control\Terminal Server'
$desktopPolicy = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows NT\Terminal Services'
$autorun = 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\Explorer'
Add-Fact 'firewallService' { [int](Get-Service MpsSvc -ErrorAction Stop).Status }
Add-Fact 'profiles' -list { Get-NetFirewallProfile -PolicyStore ActiveStore -ErrorAction Stop | ForEach-Object { [ordered]@{ kind = $kinds[[string]$_.Name]; enabled = [int]$_.Enabled } } }
Add-Fact 'networks' -list { Get-CimInstance -Namespace root/StandardCimv2 MSFT_NetConnectionProfile -ErrorAction Stop | ForEach-Object { [int]$_.NetworkCategory } }
Add-Fact 'products' -list { Get-CimInstance -Namespace root/SecurityCenter2 FirewallProduct -ErrorAction Stop | ForEach-Object { [ordered]@{ name = [string]$_.displayName; state = [long]$_.productState } } }
Add-Fact 'smb1ServerDriver' { Test-Path (Join-Path $env:SystemRoot 'System32\drivers\srv.sys') -ErrorAction Stop }
Add-Fact 'smb1Server' { Get-Number ($services + 'LanmanServer\Parameters') 'SMB1' }
Add-Fact 'smb1Client' { Get-Number ($services + 'mrxsmb10') 'Start' }
Add-Fact 'desktopDenied' { Get-Number $desktop 'fDenyTSConnections' }
Add-Fact 'desktopDeniedByPolicy' { Get-Number $desktopPolicy 'fDenyTSConnections' }
Add-Fact 'desktopAuthenticates' { Get-Number ($desktop + '\WinStations\RDP-Tcp') 'UserAuthentication' }
Add-Fact 'desktopAuthenticatesByPolicy' { Get-Number $desktopPolicy 'UserAuthentication' }
Add-Fact 'autorunOff' { Get-Number $autorun 'NoDriveTypeAutoRun' }
Add-Fact 'autorunNever' { Get-Number $autorun 'NoAutorun' }
Add-Fact 'guestDisabled' { Get-CimInstance Win32_UserAccount -Filter 'LocalAccount=True' -ErrorAction Stop | Where-Object { $_.SID -like 'S-1-5-21-*-501' } | Select-Object -First 1 | ForEach-Object { [bool]$_.Disabled } }
$facts.denied = @($denied)
$facts.absent = @($absent)
$facts
