<#
  Installs the agent of Dau Gio on Windows 10, 11 or Server 2016 and later; as administrator. Again for an update.
  powershell -ExecutionPolicy Bypass -File install.ps1 [-Url https://... -Code ...] [-Machine NAME] [-CaFile ca.pem]
             [-Account LocalService|System] [-Resident]
  Needs no network but the collector's. Nothing here depends on the language of Windows: groups by SID, no names.
#>
param(
  [string]$Url,
  [string]$Code,
  [string]$Machine,
  [string]$CaFile,
  [ValidateSet('LocalService', 'System')][string]$Account = 'LocalService',
  [switch]$Resident
)
$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 2.0
$source = Split-Path -Parent $MyInvocation.MyCommand.Path
$program = Join-Path $env:ProgramFiles 'DauGio'
$data = Join-Path $env:ProgramData 'DauGio'
$config = Join-Path $data 'agent.yaml'
$log = Join-Path $data 'logs'
$task = '\DauGio\Agent'
$service = 'DauGio'
$sids = @{ LocalService = 'S-1-5-19'; System = 'S-1-5-18' }
$administrators = 'S-1-5-32-544'

function Stop-Because([string]$vietnamese, [string]$english) {
  Write-Host $vietnamese -ForegroundColor Red
  Write-Host $english
  exit 2
}

function Invoke-Tool([string]$file, [string[]]$arguments) {
  & $file @arguments | Out-Null
  if ($LASTEXITCODE -ne 0) { throw ($file + ' ' + ($arguments -join ' ') + ' -> ' + $LASTEXITCODE) }
}

function Assert-Administrator {
  $me = New-Object Security.Principal.WindowsPrincipal ([Security.Principal.WindowsIdentity]::GetCurrent())
  if (-not $me.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) {
    Stop-Because 'Cần quyền quản trị: bấm đúp install.cmd.' 'Administrator rights are needed: double-click install.cmd.'
  }
}

# What is missing or changed on the stick is named: an antivirus program takes files away without a word.
function Assert-Whole {
  $wrong = @()
  foreach ($line in [IO.File]::ReadAllLines((Join-Path $source 'SHA256SUMS.txt'))) {
    if ($line -notmatch '^([0-9a-f]{64})  (.+)$') { continue }
    $wanted = $Matches[1]
    $name = $Matches[2]
    $file = Join-Path $source ($name -replace '/', '\')
    if (-not (Test-Path -LiteralPath $file)) { $wrong += ($name + ' (thiếu, missing)'); continue }
    $found = (Get-FileHash -LiteralPath $file -Algorithm SHA256).Hash.ToLowerInvariant()
    if ($found -ne $wanted) { $wrong += ($name + ' (bị thay đổi, changed)') }
  }
  if ($wrong.Count -gt 0) {
    $wrong | ForEach-Object { Write-Host ('  ' + $_) }
    Stop-Because 'Các tệp trên không nguyên vẹn. Phần mềm diệt vi-rút có thể đã cách ly: xem mục "Khi phần mềm diệt vi-rút cách ly tệp" trong HUONG-DAN.txt.' `
      'These files are not whole. An antivirus program may have put them into quarantine: see HUONG-DAN.txt.'
  }
}

# Of JAVA_HOME only the computer's own: the account of the task has no other.
function Find-Java {
  $common = [Environment]::GetEnvironmentVariable('JAVA_HOME', 'Machine')
  foreach ($candidate in @((Join-Path $source 'runtime'), (Join-Path $program 'runtime'), $common)) {
    if ($candidate -and (Test-Path -LiteralPath (Join-Path $candidate 'bin\java.exe'))) { return $candidate }
  }
  Stop-Because ('Chưa có Java: chép một bộ Java 17 (64 bit) cho Windows vào ' + (Join-Path $source 'runtime') + ' (sao cho có runtime\bin\java.exe).') `
    ('No Java: put a Java 17 runtime for Windows (64 bit) into ' + (Join-Path $source 'runtime') + ' (so that runtime\bin\java.exe is there).')
}

function Remove-Former {
  $was = $ErrorActionPreference
  $ErrorActionPreference = 'SilentlyContinue'
  & schtasks.exe /End /TN $task 2>$null | Out-Null
  & schtasks.exe /Delete /TN $task /F 2>$null | Out-Null
  if (Get-Service -Name $service) {
    Stop-Service -Name $service -Force
    & sc.exe delete $service 2>$null | Out-Null
  }
  $ErrorActionPreference = $was
  Stop-Agent
}

# The end of a task ends cmd.exe, not what that started; the spool is whole at any moment.
function Stop-Agent {
  $jar = Join-Path $program 'lib\daugio-agent.jar'
  Get-CimInstance Win32_Process -Filter 'Name=''java.exe''' |
    Where-Object { $_.CommandLine -and $_.CommandLine.Contains($jar) } |
    ForEach-Object { Stop-Process -Id $_.ProcessId -Force -ErrorAction SilentlyContinue }
}

function Copy-Program([string]$java) {
  if ($source -eq $program) { return }
  New-Item -ItemType Directory -Force -Path $program | Out-Null
  $old = Join-Path $program 'lib'
  if (Test-Path -LiteralPath $old) { Remove-Item -LiteralPath $old -Recurse -Force }
  foreach ($item in Get-ChildItem -LiteralPath $source) {
    if ($item.Name -ne 'runtime') { Copy-Item -LiteralPath $item.FullName -Destination $program -Recurse -Force }
  }
  $own = Join-Path $program 'runtime'
  if ($java -eq (Join-Path $source 'runtime')) {
    if (Test-Path -LiteralPath $own) { Remove-Item -LiteralPath $own -Recurse -Force }
    Copy-Item -LiteralPath $java -Destination $own -Recurse -Force
  }
  Get-ChildItem -LiteralPath $program -Recurse -File | Unblock-File
}

# The credential lies here: administrators, the system and the account of the agent, nobody else; and an ordinary
# user may have made the folder before us, so that it is taken over first.
function Protect-Data {
  if ((Test-Path -LiteralPath $data) -and ((Get-Item -LiteralPath $data -Force).Attributes -band [IO.FileAttributes]::ReparsePoint)) {
    Stop-Because ($data + ' là một liên kết, không phải thư mục: xóa nó rồi cài lại.') ($data + ' is a link and no folder: remove it and install again.')
  }
  New-Item -ItemType Directory -Force -Path $log | Out-Null
  Invoke-Tool icacls.exe @($data, '/setowner', ('*' + $administrators), '/T', '/C', '/Q')
  # the whole list is replaced at once: icacls would leave what somebody granted before, or show the folder for a moment
  $acl = New-Object Security.AccessControl.DirectorySecurity
  $acl.SetAccessRuleProtection($true, $false)
  $rights = @(@('S-1-5-18', 'FullControl'), @($administrators, 'FullControl'))
  if ($Account -eq 'LocalService') { $rights += ,@($sids[$Account], 'Modify') }
  foreach ($right in $rights) {
    $sid = New-Object Security.Principal.SecurityIdentifier $right[0]
    $rule = New-Object Security.AccessControl.FileSystemAccessRule @($sid, $right[1], 'ContainerInherit, ObjectInherit', 'None', 'Allow')
    $acl.AddAccessRule($rule)
  }
  Set-Acl -LiteralPath $data -AclObject $acl
  # what lies in it has the folder's rights and no others
  Invoke-Tool icacls.exe @((Join-Path $data '*'), '/reset', '/T', '/C', '/Q')
}

function Join-Collector {
  if ((Test-Path -LiteralPath $config) -and -not $Code) { return }
  if (-not $Url) { $script:Url = Read-Host 'Địa chỉ máy chủ Đầu Giờ, https://... (the collector)' }
  if (-not $Code) { $script:Code = Read-Host 'Mã tham gia (join code)' }
  $arguments = @('join', $Url, $Code, '--config', $config)
  if ($Machine) { $arguments += @('--machine', $Machine) }
  $beside = Join-Path $source 'ca.pem'
  if (-not $CaFile -and (Test-Path -LiteralPath $beside)) { $script:CaFile = $beside }
  if ($CaFile) {
    Copy-Item -LiteralPath $CaFile -Destination (Join-Path $data 'ca.pem') -Force
    $arguments += @('--ca-file', (Join-Path $data 'ca.pem'))
  }
  & (Join-Path $program 'daugio-agent.cmd') @arguments
  if ($LASTEXITCODE -ne 0) {
    Stop-Because 'Chưa tham gia được: xem dòng trên, rồi chạy lại install.cmd.' 'Joining failed: see above, then run install.cmd again.'
  }
}

# Each machine at a moment of its own, and always the same one: a hundred PCs shall not report in one second.
function Register-Tick {
  $xml = [IO.File]::ReadAllText((Join-Path $program 'daugio-agent-task.xml'))
  $random = New-Object Random
  $values = @{
    '@MINUTE@' = $random.Next(0, 5).ToString('00')
    '@SECOND@' = $random.Next(0, 60).ToString('00')
    '@ACCOUNT@' = $sids[$Account]
    '@PROGRAM@' = [Security.SecurityElement]::Escape($program)
    '@DATA@' = [Security.SecurityElement]::Escape($data)
  }
  foreach ($key in $values.Keys) { $xml = $xml.Replace($key, $values[$key]) }
  $xml = $xml.Replace('encoding="UTF-8"', 'encoding="UTF-16"')
  $file = Join-Path $data 'task.xml'
  [IO.File]::WriteAllText($file, $xml, [Text.Encoding]::Unicode)
  Invoke-Tool schtasks.exe @('/Create', '/TN', $task, '/XML', $file, '/F')
  Remove-Item -LiteralPath $file
  Invoke-Tool schtasks.exe @('/Run', '/TN', $task)
}

# run as a service: Procrun loads the Java machine into its own process.
function Register-Resident([string]$java) {
  if (Test-Path -LiteralPath (Join-Path $program 'runtime')) { $java = Join-Path $program 'runtime' }
  $users = @{ LocalService = 'NT AUTHORITY\LocalService'; System = 'LocalSystem' }
  $options = @('-XX:+UseSerialGC', '-Xms8m', '-Xmn5m', '-Xmx24m', '-Xss256k', '-XX:TieredStopAtLevel=1',
    '-XX:ReservedCodeCacheSize=16m', '-XX:MaxMetaspaceSize=48m', '-XX:-UsePerfData',
    '-XX:+UnlockDiagnosticVMOptions', '-XX:ArchiveRelocationMode=0',
    ('-XX:SharedArchiveFile=' + (Join-Path $program 'lib\daugio-agent.jsa')),
    '-Xlog:disable', '-Xlog:all=error:stderr', ('-XX:ErrorFile=' + (Join-Path $log 'crash.log')),
    '-Dfile.encoding=UTF-8', '-Djava.awt.headless=true', ('-Ddaugio.log=' + $log))
  $arguments = @(('//IS//' + $service), '--DisplayName=Dau Gio',
    '--Description=Dau Gio: kiem tra ha tang CNTT dau gio (checks this computer)', '--Startup=delayed',
    ('--ServiceUser=' + $users[$Account]), ('--Jvm=' + (Join-Path $java 'bin\server\jvm.dll')),
    ('--Classpath=' + (Join-Path $program 'lib\daugio-agent.jar')),
    '--StartMode=jvm', '--StartClass=vn.daugio.agent.ResidentService', '--StartMethod=start',
    '--StartParams=run', '++StartParams=--config', ('++StartParams=' + $config),
    '--StopMode=jvm', '--StopClass=vn.daugio.agent.ResidentService', '--StopMethod=stop', '--StopTimeout=10',
    ('--LogPath=' + $log), '--LogPrefix=service', '--LogLevel=Error')
  $first = $true
  foreach ($option in $options) {
    if ($first) { $arguments += ('--JvmOptions=' + $option) } else { $arguments += ('++JvmOptions=' + $option) }
    $first = $false
  }
  Invoke-Tool (Join-Path $program 'prunsrv.exe') $arguments
  Invoke-Tool sc.exe @('failure', $service, 'reset=', '86400', 'actions=', 'restart/60000/restart/300000/restart/900000')
  Invoke-Tool sc.exe @('failureflag', $service, '1')
  Start-Service -Name $service
}

Assert-Administrator
Assert-Whole
$java = Find-Java
Remove-Former
Copy-Program $java
Protect-Data
Join-Collector
# what was just written inherits the folder's rights; a configuration copied here by hand gets them now
Protect-Data
& (Join-Path $program 'archive-classes.cmd')
if ($LASTEXITCODE -ne 0) { Write-Host 'Không tạo được kho lớp; khởi động chậm hơn. (No class archive: starts slower.)' }
# makes the source, which the account of the task may not; the launcher then says there what is missing
& eventcreate.exe /L APPLICATION /T INFORMATION /ID 1 /SO DauGio /D 'Dau Gio: installed' | Out-Null
if ($Resident) { Register-Resident $java } else { Register-Tick }
Write-Host 'Đã cài xong. Kết quả sẽ xuất hiện trên trang phiếu sau vài phút.' -ForegroundColor Green
Write-Host ('Installed. Log (nhật ký): ' + (Join-Path $log 'agent.log'))
