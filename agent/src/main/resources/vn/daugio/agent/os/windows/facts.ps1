$os = Get-CimInstance Win32_OperatingSystem
$up = $os.LastBootUpTime.ToUniversalTime()
$routes = @('0.0.0.0/0', '::/0' | ForEach-Object { Get-NetRoute -DestinationPrefix $_ | Sort-Object { $_.RouteMetric + $_.InterfaceMetric } })
$route = @($routes | Where-Object { $_.NextHop -ne '0.0.0.0' -and $_.NextHop -ne '::' })[0]
$cbs = 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion'
[ordered]@{
  interfaces = @(Get-NetAdapter -IncludeHidden:$false | ForEach-Object { $a = $_; [ordered]@{
    name = $a.Name
    physical = [bool]$a.HardwareInterface
    wireless = ($a.NdisPhysicalMedium -eq 9)
    enabled = ($a.AdminStatus -eq 1 -or [string]$a.AdminStatus -eq 'Up')
    carrier = ([string]$a.MediaConnectionState -eq 'Connected')
    bitsPerSecond = [long]$a.ReceiveLinkSpeed
    addresses = @(Get-NetIPAddress -InterfaceIndex $a.ifIndex | ForEach-Object { [string]$_.IPAddress })
    duplicates = @(Get-NetIPAddress -InterfaceIndex $a.ifIndex | Where-Object { [string]$_.AddressState -eq 'Duplicate' } | ForEach-Object { [string]$_.IPAddress })
  } })
  gateway = [string]$route.NextHop
  gatewayInterface = [string]$route.InterfaceAlias
  viaRoutes = @(Get-NetRoute | Where-Object { $_.NextHop -ne '0.0.0.0' -and $_.NextHop -ne '::' } | Sort-Object { $_.RouteMetric + $_.InterfaceMetric } | Select-Object -First 200 | ForEach-Object { [ordered]@{ prefix = [string]$_.DestinationPrefix; gateway = [string]$_.NextHop; interfaceName = [string]$_.InterfaceAlias } })
  onLink = @(Get-NetRoute | Where-Object { ($_.NextHop -eq '0.0.0.0' -or $_.NextHop -eq '::') -and $_.DestinationPrefix -notlike '*/0' } | ForEach-Object { [string]$_.DestinationPrefix })
  resolvers = @(Get-DnsClientServerAddress | Where-Object { $_.ServerAddresses } | ForEach-Object { $_.ServerAddresses } | Select-Object -Unique)
  timeServers = [string](Get-ItemProperty 'HKLM:\SYSTEM\CurrentControlSet\Services\W32Time\Parameters').NtpServer
  disks = @(Get-CimInstance Win32_LogicalDisk -Filter 'DriveType=3' | ForEach-Object { [ordered]@{ name = $_.DeviceID; totalBytes = [long]$_.Size; freeBytes = [long]$_.FreeSpace } })
  memoryTotal = [long]$os.TotalVisibleMemorySize
  memoryFree = [long]$os.FreePhysicalMemory
  bootedAt = $up.ToString('yyyy-MM-ddTHH:mm:ssZ', [Globalization.CultureInfo]::InvariantCulture)
  upSeconds = [long]((Get-Date).ToUniversalTime() - $up).TotalSeconds
  rebootPending = [bool]((Test-Path ($cbs + '\Component Based Servicing\RebootPending')) -or (Test-Path ($cbs + '\WindowsUpdate\Auto Update\RebootRequired')))
}
