@echo off
rem Writes the archive of loaded classes with which every later start of the agent costs less time and memory;
rem install.ps1 calls it, and again after each update or another Java. It asks only closed ports of this machine.
setlocal DisableDelayedExpansion
set "folder=%TEMP%\daugio-%RANDOM%%RANDOM%"
mkdir "%folder%"
if not exist "%folder%" exit /b 2
set "config=%folder%\agent.yaml"
>"%config%" echo site: mau/mau
>>"%config%" echo machine: MAU
>>"%config%" echo targets:
>>"%config%" echo   - {name: may-in, kind: printer, address: "127.0.0.1:9", snmp: {version: 2c, community: public}}
>>"%config%" echo   - {name: may-in-ipp, kind: printer, ipp: "ipp://127.0.0.1:9/ipp/print"}
>>"%config%" echo   - {name: may-quet, kind: scanner, escl: "http://127.0.0.1:9/eSCL"}
>>"%config%" echo   - {name: he-thong, kind: system, url: "http://127.0.0.1:9/"}
>>"%config%" echo limits: {lan.interface: {address-probes: 0}}
rem make dist puts in those that agent/bin/archive-classes has
set "only=@ONLY@"
set "DAUGIO_CDS=write"
call "%~dp0daugio-agent.cmd" check --config "%config%" --only %only% --format json >nul 2>nul
set "status=%errorlevel%"
rmdir /s /q "%folder%"
rem 1: nothing answers there
if %status% LEQ 1 exit /b 0
exit /b %status%
