@echo off
rem Starts the agent. The Java runtime is looked for in: DAUGIO_JAVA, runtime\ beside this file, JAVA_HOME, PATH.
rem DAUGIO_JAVA_OPTS adds options. DAUGIO_LOG names the folder of the log of tick and run.
rem DAUGIO_CDS=write makes the archive of loaded classes that later starts read.
setlocal DisableDelayedExpansion
set "here=%~dp0"
set "lib=%here%lib"
set "jar=%lib%\daugio-agent.jar"
set "archive=%lib%\daugio-agent.jsa"
if not defined DAUGIO_LOG if exist "%ProgramData%\DauGio\agent.yaml" set "DAUGIO_LOG=%ProgramData%\DauGio\logs"

rem An installation knows its files: one that is gone is named, instead of a riddle of the Java machine.
set "missing="
if not exist "%lib%\files.txt" set "missing= files.txt"
if exist "%lib%\files.txt" for /f "usebackq delims=" %%f in ("%lib%\files.txt") do if not exist "%lib%\%%f" call set "missing=%%missing%% %%f"
if defined missing goto files_missing

set "java="
if defined DAUGIO_JAVA set "java=%DAUGIO_JAVA%"
if not defined java if exist "%here%runtime\bin\java.exe" set "java=%here%runtime\bin\java.exe"
if not defined java if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
if not defined java for %%j in (java.exe) do set "java=%%~$PATH:j"
if not defined java goto java_missing
if not exist "%java%" goto java_missing

set "cds=-Xshare:auto"
if exist "%archive%" set "cds=-XX:SharedArchiveFile=%archive%"
set "load="
if "%DAUGIO_CDS%"=="write" set "cds=-XX:ArchiveClassesAtExit=%archive%"
if "%DAUGIO_CDS%"=="write" set "load=-Ddaugio.archive=true"

set log=
set crash=
if not defined DAUGIO_LOG goto words
if not exist "%DAUGIO_LOG%" mkdir "%DAUGIO_LOG%" 2>nul
if exist "%DAUGIO_LOG%\missing.txt" del "%DAUGIO_LOG%\missing.txt" 2>nul
set log="-Ddaugio.log=%DAUGIO_LOG%"
set crash="-XX:ErrorFile=%DAUGIO_LOG%\crash.log"

:words
rem people read these, in Vietnamese
for %%w in (check join discover config-check) do if /i "%~1"=="%%w" chcp 65001 >nul 2>nul

"%java%" -XX:+UseSerialGC -Xms8m -Xmn5m -Xmx24m -Xss256k -XX:TieredStopAtLevel=1 ^
  -XX:ReservedCodeCacheSize=16m -XX:MaxMetaspaceSize=48m -XX:-UsePerfData ^
  -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 "%cds%" -Xlog:disable -Xlog:all=error:stderr %crash% ^
  -Dfile.encoding=UTF-8 -Djava.awt.headless=true %load% %log% %DAUGIO_JAVA_OPTS% -jar "%jar%" %*
exit /b %errorlevel%

:files_missing
set "told=daugio-agent: files are missing in %lib%:%missing%. An antivirus program may have put them into quarantine; restore them or install again (HUONG-DAN.txt)."
echo %told% 1>&2
goto tell

:java_missing
set "told=daugio-agent: no Java found. Put a Java 17 runtime into %here%runtime or set JAVA_HOME (HUONG-DAN.txt)."
echo %told% 1>&2

:tell
if not defined DAUGIO_LOG exit /b 2
if not exist "%DAUGIO_LOG%" mkdir "%DAUGIO_LOG%" 2>nul
rem Nobody reads what a task prints: a file says it, and the event log says it once.
if not exist "%DAUGIO_LOG%\missing.txt" eventcreate.exe /L APPLICATION /T ERROR /ID 100 /SO DauGio /D "%told%" >nul 2>nul
>"%DAUGIO_LOG%\missing.txt" echo %told%
exit /b 2
