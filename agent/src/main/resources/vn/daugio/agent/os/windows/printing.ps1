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
function Get-Port([string]$port) {
  switch -Regex ($port.ToLowerInvariant()) {
    '^usb\d' { 'usb'; break }
    '^lpt\d' { 'lpt'; break }
    '^com\d' { 'com'; break }
    '^wsd' { 'wsd'; break }
    '^(portprompt:|xpsport:|nul:|file:|shrfax:|fax:)$' { $_; break }
    '^\\\\' { 'shared'; break }
    '^(ip_)?\d{1,3}\.\d' { 'tcp'; break }
    default { 'other' }
  }
}
Add-Fact 'spooler' { [int](Get-Service Spooler -ErrorAction Stop).Status }
Add-Fact 'configured' { @(Get-ChildItem 'HKLM:\SYSTEM\CurrentControlSet\Control\Print\Printers' -ErrorAction Stop | Get-ItemProperty | ForEach-Object { [ordered]@{ driver = [string]$_.'Printer Driver'; port = (Get-Port ([string]$_.Port)) } }) } -list
Add-Fact 'systemAccount' { @('S-1-5-18', 'S-1-5-19', 'S-1-5-20') -contains [Security.Principal.WindowsIdentity]::GetCurrent().User.Value }
Add-Fact 'queues' -list { Get-CimInstance Win32_Printer -ErrorAction Stop | Select-Object -First 100 | ForEach-Object { [ordered]@{
  name = [string]$_.Name
  driver = [string]$_.DriverName
  port = (Get-Port ([string]$_.PortName))
  isDefault = [bool]$_.Default
  offline = [bool]$_.WorkOffline
  status = [int]$_.PrinterStatus
  error = [int]$_.DetectedErrorState
  state = [long]$_.PrinterState
} } }
Add-Fact 'jobs' -list {
  $now = (Get-Date).ToUniversalTime()
  Get-CimInstance Win32_PrintJob -ErrorAction Stop | Select-Object -First 200 | ForEach-Object { [ordered]@{
    queue = ([string]$_.Name -replace ',\s*\d+$', '')
    state = [int]$_.StatusMask
    ageSeconds = [long]($now - $_.TimeSubmitted.ToUniversalTime()).TotalSeconds
  } }
}
Add-Fact 'imaging' { [int](Get-Service stisvc -ErrorAction Stop).Status }
Add-Fact 'imagingStart' { [int](Get-ItemProperty 'HKLM:\SYSTEM\CurrentControlSet\Services\stisvc' -ErrorAction Stop).Start }
Add-Fact 'devices' -list { Get-CimInstance Win32_PnPEntity -Filter 'PNPClass=''Image'' OR PNPClass=''Printer''' -ErrorAction Stop | Where-Object { $_.Service -ne 'usbvideo' } | Select-Object -First 50 | ForEach-Object { [ordered]@{
  kind = ([string]$_.PNPClass).ToLowerInvariant()
  bus = ([string]$_.PNPDeviceID).Split('\')[0].ToLowerInvariant()
  vendor = $(if ([string]$_.PNPDeviceID -match 'VID_([0-9A-Fa-f]{4})') { $Matches[1].ToLowerInvariant() } else { '' })
  product = $(if ([string]$_.PNPDeviceID -match 'PID_([0-9A-Fa-f]{4})') { $Matches[1].ToLowerInvariant() } else { '' })
  problem = [int]$_.ConfigManagerErrorCode
} } }
$facts.denied = @($denied)
$facts.absent = @($absent)
$facts
