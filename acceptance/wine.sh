#!/bin/bash
# Runs what the Windows package has by Wine, as far as Wine can: the launchers by its cmd.exe with a stand-in for Java,
# Procrun, the registration of the task. No PowerShell, no icacls, no service: docs/windows.md lists what that leaves.
# Not part of make test, as Wine is large: apt-get install --no-install-recommends wine64; then: acceptance/wine.sh
set -euo pipefail
cd "$(dirname "$0")/.."
wine=$(command -v wine64 || command -v /usr/lib/wine/wine64) || { echo "wine64 is not installed" >&2; exit 2; }
work=$(mktemp -d)
export WINEPREFIX=$work/prefix WINEDEBUG=-all DISPLAY= LC_ALL=C.UTF-8
trap '"$wine" wineboot.exe -k >/dev/null 2>&1 || true; rm -rf "$work"' EXIT
deploy/dist.sh "$work/dist" >/dev/null
(cd "$work" && jar --extract --file dist/*.zip && mv daugio-agent-*-windows "Dau Gio x86")
run() { timeout 60 "$wine" "$@" 2>&1 | tr -d '\r' || true; }
# its first start makes a Windows, and does not always succeed
for _ in 1 2 3; do
  timeout 120 "$wine" wineboot.exe -i >/dev/null 2>&1 || true
  ! run cmd /c 'echo ready' | grep -q '^ready' || break
  rm -rf "$WINEPREFIX"
done
cd "$work/Dau Gio x86"
here="Z:${PWD//\//\\}"
drive=$WINEPREFIX/drive_c
failed=0

expect() { # WHAT EXPECTED-PART FOUND
  if [[ $3 == *"$2"* ]]; then echo "ok      $1"; else failed=1; printf 'not ok  %s\n  expected: %s\n  found:    %s\n' "$1" "$2" "$3"; fi
}
# says how it was started, and shows the configuration that it was given
printf '%s\r\n' '@echo off' 'echo JAVA %*' 'echo CDS %DAUGIO_CDS%' \
  'for %%a in (%*) do if "%%~xa"==".yaml" if exist "%%~a" type "%%~a"' 'exit /b 1' >java.cmd

found=$(DAUGIO_JAVA="$here\\java.cmd" run cmd /c daugio-agent.cmd tick --config 'C:\a b\agent.yaml')
expect "arguments with spaces arrive" "-jar \"$here\\lib\\daugio-agent.jar\" tick --config \"C:\\a b\\agent.yaml\"" "$found"
expect "no archive yet" '"-Xshare:auto" -Xlog:disable -Xlog:all=error:stderr' "$found"
found=$(JAVA_HOME='' run cmd /c 'daugio-agent.cmd --version || echo failed')
expect "no Java is told" "no Java found. Put a Java 17 runtime into $here\\runtime" "$found"

touch lib/daugio-agent.jsa
found=$(DAUGIO_LOG='C:\l g' DAUGIO_JAVA="$here\\java.cmd" run cmd /c daugio-agent.cmd tick)
expect "the archive is used" "\"-XX:SharedArchiveFile=$here\\lib\\daugio-agent.jsa\"" "$found"
expect "the log has its folder" '"-Ddaugio.log=C:\l g"' "$found"

mv lib/lib/snmp4j-*.jar "$work/"
found=$(DAUGIO_LOG='C:\l g' run cmd /c daugio-agent.cmd tick)
expect "a missing file is named" "files are missing in $here\\lib: lib\\snmp4j-" "$found"
expect "… and for later" "lib\\snmp4j-" "$(cat "$drive/l g/missing.txt")"
mv "$work"/snmp4j-*.jar lib/lib/

sed 's/ >nul 2>nul\r$/\r/' archive-classes.cmd >shown.cmd # with what the launcher prints
found=$(DAUGIO_JAVA="$here\\java.cmd" run cmd /c shown.cmd)
expect "the archive is written" "\"-XX:ArchiveClassesAtExit=$here\\lib\\daugio-agent.jsa\"" "$found"
expect "… by checks of closed ports" '- {name: he-thong, kind: system, url: "http://127.0.0.1:9/"}' "$found"

run prunsrv.exe //IS//DauGio --StartMode=jvm --StartClass=vn.daugio.agent.ResidentService --StartMethod=start \
  --StartParams=run ++StartParams=--config '++StartParams=C:\ProgramData\DauGio\agent.yaml' --JvmOptions=-Xms8m \
  '++JvmOptions=-Xlog:all=error:stderr' --StopMode=jvm --StopClass=vn.daugio.agent.ResidentService --StopMethod=stop >/dev/null
found=$(run prunsrv.exe //PS//DauGio)
expect "Procrun keeps what to start" '--StartParams "run#--config#C:\ProgramData\DauGio\agent.yaml"' "$found"
expect "… with its options" '--JvmOptions "-Xms8m#-Xlog:all=error:stderr"' "$found"

{ printf '\xff\xfe'; sed 's/encoding="UTF-8"/encoding="UTF-16"/; s/@ACCOUNT@/S-1-5-19/; s/@MINUTE@:@SECOND@/03:07/' daugio-agent-task.xml |
  iconv -f UTF-8 -t UTF-16LE; } >"$drive/task.xml"
registered=$drive/windows/system32/tasks/DauGio/Agent
for _ in 1 2 3 4 5; do # its services are still starting
  run schtasks.exe /Create /TN '\DauGio\Agent' /XML 'C:\task.xml' /F >/dev/null
  [ ! -e "$registered" ] || break
  sleep 3
done
expect "the task is read, of which Wine keeps the settings" "<ExecutionTimeLimit>PT0S</ExecutionTimeLimit>" "$(tr -d '\0' <"$registered" || true)"
exit $failed
