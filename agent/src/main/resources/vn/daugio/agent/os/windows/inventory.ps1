$denied = New-Object Collections.ArrayList
function Read-Fact([string]$name, [scriptblock]$read) {
  $ErrorActionPreference = 'Stop'
  try { & $read } catch { [void]$denied.Add($name) }
}
$signers = @{}
function Get-Signer([string]$file) {
  if ($signers.ContainsKey($file)) { return $signers[$file] }
  $signers[$file] = ''
  try {
    $raw = [Security.Cryptography.X509Certificates.X509Certificate]::CreateFromSignedFile($file)
    $signers[$file] = (New-Object Security.Cryptography.X509Certificates.X509Certificate2 $raw).GetNameInfo('SimpleName', $false)
  } catch { }
  [string]$signers[$file]
}
$services = @(Read-Fact 'services' { Get-CimInstance Win32_Service -Property Name, Started, PathName | Where-Object { $_.PathName -notlike '*svchost.exe*' -and $_.PathName -notlike '*\Users\*' -and $_.Name -notmatch '_[0-9a-f]{4,8}$' } | Sort-Object Name | Select-Object -First 400 | ForEach-Object {
  $line = [string]$_.PathName
  $program = $line
  if ($line.StartsWith([string][char]34)) { $program = $line.Split([char]34)[1] } elseif ($line -match '^(.+?\.exe)(\s|$)') { $program = $matches[1] }
  [ordered]@{ name = [string]$_.Name; running = [bool]$_.Started; publisher = Get-Signer $program }
} })
$uninstall = @(Read-Fact 'uninstall' { 'SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall', 'SOFTWARE\WOW6432Node\Microsoft\Windows\CurrentVersion\Uninstall' | ForEach-Object {
  $key = [Microsoft.Win32.Registry]::LocalMachine.OpenSubKey($_)
  if ($key) { foreach ($name in $key.GetSubKeyNames()) { try {
    $entry = $key.OpenSubKey($name)
    if ($entry.GetValue('DisplayName') -and $entry.GetValue('SystemComponent') -ne 1) { [ordered]@{ name = [string]$entry.GetValue('DisplayName'); publisher = [string]$entry.GetValue('Publisher'); version = [string]$entry.GetValue('DisplayVersion') } }
  } catch { } } }
} | Select-Object -First 600 })
$minifilters = @(Read-Fact 'minifilters' { Get-CimInstance Win32_SystemDriver -Filter 'ServiceType = ''File System Driver''' -Property Name, Started | Sort-Object Name | Select-Object -First 200 | ForEach-Object { [ordered]@{ name = [string]$_.Name; running = [bool]$_.Started } } })
[ordered]@{
  services = $services
  uninstall = $uninstall
  minifilters = $minifilters
  denied = @($denied)
}
