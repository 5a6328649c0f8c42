<#
  Removes the agent of Dau Gio; as administrator.
  powershell -ExecutionPolicy Bypass -File uninstall.ps1 [-RemoveData]
  -RemoveData also removes the configuration, the credential and what was not delivered yet.
#>
param([switch]$RemoveData)
Set-StrictMode -Version 2.0
$program = Join-Path $env:ProgramFiles 'DauGio'
$data = Join-Path $env:ProgramData 'DauGio'
$service = 'DauGio'

$me = New-Object Security.Principal.WindowsPrincipal ([Security.Principal.WindowsIdentity]::GetCurrent())
if (-not $me.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) {
  Write-Host 'Cần quyền quản trị: bấm đúp uninstall.cmd.' -ForegroundColor Red
  Write-Host 'Administrator rights are needed: double-click uninstall.cmd.'
  exit 2
}

& schtasks.exe /End /TN '\DauGio\Agent' 2>$null | Out-Null
& schtasks.exe /Delete /TN '\DauGio\Agent' /F 2>$null | Out-Null
if (Get-Service -Name $service -ErrorAction SilentlyContinue) {
  Stop-Service -Name $service -Force -ErrorAction SilentlyContinue
  & sc.exe delete $service 2>$null | Out-Null
}
# the end of a task ends cmd.exe, not what that started, which may hold its files for a moment
$jar = Join-Path $program 'lib\daugio-agent.jar'
Get-CimInstance Win32_Process -Filter 'Name=''java.exe''' |
  Where-Object { $_.CommandLine -and $_.CommandLine.Contains($jar) } |
  ForEach-Object { Stop-Process -Id $_.ProcessId -Force -ErrorAction SilentlyContinue }
for ($try = 1; $try -le 10 -and (Test-Path -LiteralPath $program); $try++) {
  Remove-Item -LiteralPath $program -Recurse -Force -ErrorAction SilentlyContinue
  if (Test-Path -LiteralPath $program) { Start-Sleep -Seconds 1 }
}
if ($RemoveData -and (Test-Path -LiteralPath $data)) { Remove-Item -LiteralPath $data -Recurse -Force }

if (Test-Path -LiteralPath $program) {
  Write-Host ('Chưa xóa hết, khởi động lại máy rồi chạy lại: ' + $program) -ForegroundColor Red
  Write-Host 'Not everything could be removed: restart the computer and run this again.'
  exit 1
}
Write-Host 'Đã gỡ Đầu Giờ. (Removed.)' -ForegroundColor Green
if (-not $RemoveData) { Write-Host ('Dữ liệu còn ở (data are still in): ' + $data) }
