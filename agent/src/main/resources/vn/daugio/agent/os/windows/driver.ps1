$ErrorActionPreference = 'SilentlyContinue'
[Console]::OutputEncoding = New-Object Text.UTF8Encoding $false
function Out-Part([string]$name, [scriptblock]$block) {
  $json = & $block | ConvertTo-Json -Depth 5 -Compress
  [Console]::Out.WriteLine($name + [char]9 + $json)
  [Console]::Out.Flush()
}
