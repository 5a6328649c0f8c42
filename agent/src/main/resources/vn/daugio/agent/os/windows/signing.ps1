$denied = @()
$absent = @()
$service = $null
try { $service = [int](Get-Service SCardSvr -ErrorAction Stop).Status } catch { $absent += 'service' }
$certificates = $null
if ([Security.Principal.WindowsIdentity]::GetCurrent().IsSystem) { $denied += 'certificates' } else {
  try {
    $inv = [Globalization.CultureInfo]::InvariantCulture
    $certificates = @(Get-ChildItem Cert:\CurrentUser\My -ErrorAction Stop | Where-Object { $_.HasPrivateKey } | Select-Object -First 64 | ForEach-Object {
      $role = 'unspecified'
      if ($_.Subject -match '(CCCD|CMND|CMT|HC):') { $role = 'person' } elseif ($_.Subject -match 'MST:') { $role = 'organisation' }
      [ordered]@{
        id = $_.Thumbprint.Substring(0, 16).ToLowerInvariant()
        from = $_.NotBefore.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ', $inv)
        to = $_.NotAfter.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ', $inv)
        serial = ('000' + $_.SerialNumber).Substring($_.SerialNumber.Length - 1).ToLowerInvariant()
        issuer = [string]$_.Issuer
        role = $role
      }
    })
  } catch {
    if ([string]$_.CategoryInfo.Category -eq 'PermissionDenied') { $denied += 'certificates' } else { $absent += 'certificates' }
  }
}
[ordered]@{ service = $service; certificates = $certificates; denied = $denied; absent = $absent }
