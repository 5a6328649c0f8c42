@echo off
rem Double-click: asks for administrator rights and starts install.ps1.
powershell.exe -NoLogo -NoProfile -ExecutionPolicy Bypass -Command "Start-Process -Verb RunAs powershell.exe -ArgumentList '-NoLogo -NoProfile -NoExit -ExecutionPolicy Bypass -File \"%~dp0install.ps1\"'"
