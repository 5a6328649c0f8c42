#!/bin/bash
# Makes the packages of the built agent: deploy/dist.sh [FOLDER] (dist). For `make dist`.
#
# Environment: WINDOWS_RUNTIME names an unpacked Java 17+ runtime for Windows (its bin/java.exe), to be
# embedded; without it the office puts one beside the programs (docs/windows.md).
# The same sources make the same bytes: times are those of project.build.outputTimestamp.
set -euo pipefail
cd "$(dirname "$0")/.."
out=$(realpath -m "${1:-dist}")
built=$PWD/agent/target
fail() { echo "make dist: $*" >&2; exit 2; }

[ -f $built/daugio-agent.jar ] && [ -f $built/procrun/amd64/prunsrv.exe ] ||
  fail "the agent is not built; run: mvn -DskipTests package"
property() { sed -n "s:.*<$1>\(.*\)</$1>.*:\1:p" pom.xml | head -n 1; }
version=$(property version)
stamp=$(property project.build.outputTimestamp)
export SOURCE_DATE_EPOCH TZ=UTC LC_ALL=C.UTF-8
SOURCE_DATE_EPOCH=$(date -d "$stamp" +%s)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
umask 022

licence_of() { # FILE NAME
  awk -F'\t' -v file="$1" '/^#/ { next } index(file, $1) == 1 { print $2; found = 1; exit } END { exit !found }' deploy/third-party.txt ||
    fail "deploy/third-party.txt does not know the licence of $1"
}

libraries() { # FOLDER: the jar, what its class path names beside it, and the list of both for the launcher
  mkdir -p "$1/lib"
  cp $built/daugio-agent.jar "$1/"
  cp $built/lib/*.jar "$1/lib/"
  (cd "$1" && find . -name '*.jar' | sed 's:^\./::' | sort) >"$work/files"
  mv "$work/files" "$1/files.txt"
}

licences() { # FOLDER: the table, and each text that a library brings along
  mkdir -p "$1"
  local jar name
  : >"$1/libraries.txt"
  for jar in $built/lib/*.jar; do
    name=$(basename "$jar")
    printf '%s: %s\n' "$name" "$(licence_of "$name")" >>"$1/libraries.txt"
  done
  (cd $built/licenses && find . -path '*/META-INF/*' -type f | sort) |
    while IFS= read -r name; do
      install -D -m 644 "$built/licenses/$name" "$1/${name/META-INF\//}"
    done
}

windows_text() { # SOURCE TARGET: as Notepad and cmd.exe read it
  sed 's/\r$//; s/$/\r/' "$1" >"$2"
}

windows_zip() {
  local name=daugio-agent-$version-windows
  local tree=$work/windows/$name
  mkdir -p "$tree/lib" "$tree/licenses/procrun"
  libraries "$tree/lib"
  sed -i 's:/:\\:g; s/$/\r/' "$tree/lib/files.txt"
  licences "$tree/licenses"
  printf 'prunsrv.exe: %s\n' "$(licence_of prunsrv.exe)" >>"$tree/licenses/libraries.txt"
  cp $built/procrun/*.txt "$tree/licenses/procrun/"
  cp $built/procrun/amd64/prunsrv.exe "$tree/"
  local script
  for script in deploy/windows/*.cmd deploy/windows/*.ps1 deploy/windows/*.xml; do
    windows_text "$script" "$tree/$(basename "$script")"
  done
  local only
  only=$(sed -n 's/^only=//p' agent/bin/archive-classes)
  [ -n "$only" ] || fail "agent/bin/archive-classes names no checks"
  sed -i "s/@ONLY@/$only/" "$tree/archive-classes.cmd"
  windows_text LICENSE "$tree/LICENSE.txt"
  { printf '\xef\xbb\xbf'; cat docs/windows.md; } | sed 's/$/\r/' >"$tree/HUONG-DAN.txt"
  if [ -n "${WINDOWS_RUNTIME:-}" ]; then
    [ -f "$WINDOWS_RUNTIME/bin/java.exe" ] || fail "WINDOWS_RUNTIME=$WINDOWS_RUNTIME has no bin/java.exe"
    cp -RL "$WINDOWS_RUNTIME" "$tree/runtime"
  fi
  (cd "$tree" && find . -type f | sed 's:^\./::' | sort | xargs -d '\n' sha256sum) | sed 's/$/\r/' >"$work/sums"
  mv "$work/sums" "$tree/SHA256SUMS.txt"
  rm -f "$out/$name.zip"
  (cd "$work/windows" && find "$name" -type f | sort | sed 's/.*/"&"/' >"$work/list")
  (cd "$work/windows" && jar --create --no-manifest --date="$stamp" --file "$out/$name.zip" "@$work/list")
  echo "$out/$name.zip"
}

debian_package() {
  command -v dpkg-deb >/dev/null || { echo "make dist: no dpkg-deb here, the Debian package is left out" >&2; return; }
  local deb=${version/-SNAPSHOT/~SNAPSHOT}
  local tree=$work/deb
  local own=$tree/usr/lib/daugio-agent doc=$tree/usr/share/doc/daugio-agent
  mkdir -p "$own/bin" "$tree"/{DEBIAN,usr/bin,usr/sbin,usr/lib/systemd/system,usr/share/polkit-1/rules.d} "$doc/examples"
  cp agent/bin/daugio-agent agent/bin/archive-classes "$own/bin/"
  ln -s ../lib/daugio-agent/bin/daugio-agent "$tree/usr/bin/daugio-agent"
  libraries "$own/lib"
  (cd "$own" && find . -type f | sed 's:^\./::' | sort | xargs -d '\n' sha256sum) >"$work/sums"
  mv "$work/sums" "$own/SHA256SUMS.txt"
  cp deploy/debian/daugio-agent-join "$tree/usr/sbin/"
  cp deploy/systemd/*.service deploy/systemd/*.timer "$tree/usr/lib/systemd/system/"
  cp deploy/systemd/pcsc.rules "$tree/usr/share/polkit-1/rules.d/50-daugio-agent.rules"
  cp deploy/systemd/firewall.conf "$doc/examples/"
  cp docs/linux.md "$doc/"
  cp LICENSE "$doc/copyright"
  licences "$doc/licenses"
  cp deploy/debian/{postinst,prerm,postrm} "$tree/DEBIAN/"
  sed "s/@VERSION@/$deb/; s/@KILOBYTES@/$(du -sk "$tree/usr" | cut -f1)/" deploy/debian/control >"$tree/DEBIAN/control"
  (cd "$tree" && find usr -type f | sort | xargs -d '\n' md5sum) >"$tree/DEBIAN/md5sums"
  find "$tree" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
  dpkg-deb -Zgzip -z1 --root-owner-group --build "$tree" "$out/daugio-agent_${deb}_all.deb" >/dev/null
  echo "$out/daugio-agent_${deb}_all.deb"
}

mkdir -p "$out"
windows_zip
debian_package
