$denied = @()
$absent = @()
$wanted = @('{4d36e979-e325-11ce-bfc1-08002be10318}', '{6bdd1fc6-810f-11d0-bec7-08002be2092f}', '{50dd5230-ba8a-11d1-bf5d-0000f805f530}', '{ca3e7ab9-b4c3-4ae6-8251-579ef933890f}', '{c166523c-fe0c-4a94-a586-f1a80cfbbf3e}')
$plumbing = @('usbhub', 'usbhub3', 'usbccgp', 'hidusb', 'usbstor', 'uaspstor')
$devices = $null
try {
  $devices = @(Get-CimInstance Win32_PnPEntity -Property ClassGuid, PNPDeviceID, Service, ConfigManagerErrorCode -ErrorAction Stop |
    Where-Object { ($wanted -contains $_.ClassGuid) -or ($_.PNPDeviceID -like 'USB\VID_*' -and $plumbing -notcontains $_.Service) } |
    Select-Object -First 200 | ForEach-Object {
      $id = [string]$_.PNPDeviceID
      $m = [regex]::Match($id, 'VID_([0-9A-Fa-f]{4})&PID_([0-9A-Fa-f]{4})')
      [ordered]@{
        vendor = $m.Groups[1].Value.ToLowerInvariant()
        product = $m.Groups[2].Value.ToLowerInvariant()
        part = ($id -like 'USB\*&MI_*')
        classId = ([string]$_.ClassGuid).ToLowerInvariant()
        service = ([string]$_.Service).ToLowerInvariant()
        problem = [int]$_.ConfigManagerErrorCode
        records = ($id -like 'SWD\MMDEVAPI\{0.0.1.*')
      }
    })
} catch {
  if ([string]$_.CategoryInfo.Category -eq 'PermissionDenied') { $denied += 'devices' } else { $absent += 'devices' }
}
[ordered]@{ devices = $devices; denied = $denied; absent = $absent }
