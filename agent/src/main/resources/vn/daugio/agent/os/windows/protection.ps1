$denied = New-Object Collections.ArrayList
$absent = New-Object Collections.ArrayList
function Read-Fact([string]$name, [scriptblock]$read) {
  $ErrorActionPreference = 'Stop'
  try { & $read } catch {
    $why = $_.Exception
    $code = 0
    if ($why -is [Microsoft.Management.Infrastructure.CimException]) { $code = [int]$why.NativeErrorCode }
    if ($code -eq 3 -or $code -eq 5 -or $code -eq 6) { [void]$absent.Add($name) } else { [void]$denied.Add($name) }
  }
}
$signers = @{}
function Get-Signer([string]$file) {
  if (-not $file -or $file -like ($env:SystemRoot + '\*') -or $file -like '*\Users\*') { return '' }
  if (-not $signers.ContainsKey($file) -and $signers.Count -lt 80) {
    $signers[$file] = ''
    try {
      $raw = [Security.Cryptography.X509Certificates.X509Certificate]::CreateFromSignedFile($file)
      $signers[$file] = (New-Object Security.Cryptography.X509Certificates.X509Certificate2 $raw).GetNameInfo('SimpleName', $false)
    } catch { }
  }
  [string]$signers[$file]
}
function Get-Program([string]$line) {
  if ($line.StartsWith([string][char]34)) { return $line.Split([char]34)[1] }
  if ($line -match '^(.+?\.exe)(\s|$)') { return $matches[1] }
  $line
}
$securityCenter = @(Read-Fact 'securityCenter' { Get-CimInstance -Namespace root/SecurityCenter2 -ClassName AntiVirusProduct -Property displayName, productState | Select-Object -First 20 | ForEach-Object { [ordered]@{ name = [string]$_.displayName; state = [long]$_.productState } } })
$services = @(Read-Fact 'services' { Get-CimInstance Win32_Service -Property Name, Started, StartMode, PathName | Where-Object { $_.PathName -notlike '*svchost.exe*' -and $_.Name -notmatch '_[0-9a-f]{4,8}$' } | Select-Object -First 400 | ForEach-Object {
  $program = Get-Program ([string]$_.PathName)
  [ordered]@{ name = [string]$_.Name; running = [bool]$_.Started; start = [string]$_.StartMode; program = $program.Split('\')[-1]; signer = Get-Signer $program }
} })
$uninstall = @(Read-Fact 'uninstall' { 'SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall', 'SOFTWARE\WOW6432Node\Microsoft\Windows\CurrentVersion\Uninstall' | ForEach-Object {
  $key = [Microsoft.Win32.Registry]::LocalMachine.OpenSubKey($_)
  if ($key) { foreach ($entry in $key.GetSubKeyNames()) { try { [string]$key.OpenSubKey($entry).GetValue('DisplayName') } catch { } } }
} | Where-Object { $_ } | Sort-Object -Unique | Select-Object -First 600 })
$minifilters = @(Read-Fact 'minifilters' { Get-CimInstance Win32_SystemDriver -Filter 'ServiceType = ''File System Driver''' -Property Name, Started | Select-Object -First 200 | ForEach-Object { [ordered]@{ name = [string]$_.Name; running = [bool]$_.Started } } })
$processes = @(Read-Fact 'processes' { [Diagnostics.Process]::GetProcesses() | ForEach-Object { $_.ProcessName + '.exe' } | Sort-Object -Unique | Select-Object -First 500 })
$defender = @(Read-Fact 'defender' { Get-CimInstance -Namespace root/Microsoft/Windows/Defender -ClassName MSFT_MpComputerStatus | Select-Object -First 1 | ForEach-Object {
  $at = ''
  if ($_.AntivirusSignatureLastUpdated) { $at = $_.AntivirusSignatureLastUpdated.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ', [Globalization.CultureInfo]::InvariantCulture) }
  [ordered]@{ serviceEnabled = [bool]$_.AMServiceEnabled; realTime = [bool]$_.RealTimeProtectionEnabled; mode = [string]$_.AMRunningMode; definitionsAt = $at }
} })
$connections = @(Read-Fact 'connections' { [Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties().GetActiveTcpConnections() | Where-Object { [int]$_.State -eq 5 } | ForEach-Object { [string]$_.RemoteEndPoint } | Sort-Object -Unique | Select-Object -First 500 })
[ordered]@{
  securityCenter = $securityCenter
  services = $services
  uninstall = $uninstall
  minifilters = $minifilters
  processes = $processes
  defender = $defender
  connections = $connections
  denied = @($denied)
  absent = @($absent)
}
