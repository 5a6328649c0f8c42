#!/bin/sh
# Installs the real programs that the tests and the simulated office talk to, as far as they are missing.
# Usage: acceptance/peers.sh lab|test     (root, Debian; elsewhere it only says what is missing)
set -eu
lab="iproute2 iputils-ping iptables dnsmasq-base nginx-light chrony socat openssl"
test="$lab iputils-arping snmpd snmp cups-daemon cups-client cups-ipp-utils avahi-daemon dbus-daemon clamav-daemon clamav-freshclam prometheus chromium fonts-dejavu-core procps zabbix-agent2 prometheus-node-exporter samba avahi-utils fping wsdd nut-server openssh-server radvd prometheus-blackbox-exporter postfix dovecot-core dovecot-imapd sip-tester softhsm2 opensc pcscd libccid gcc libc6-dev nftables sane-utils prometheus-alertmanager prometheus-pushgateway rsyslog rsyslog-gnutls debootstrap"

# The parser of PowerShell, as its lock file says. Without it PowerShellScriptsTest tells what is missing.
parser() {
  (
    cd "$(dirname "$0")/powershell"
    [ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --ignore-scripts --no-audit --no-fund --silent
  ) || echo "Không cài được (cannot install): acceptance/powershell" >&2
}

case "${1:-test}" in
  lab) wanted=$lab; parser() { :; } ;;
  test)
    wanted="$test systemd adduser util-linux" # the latter for the packages
    command -v npm >/dev/null || wanted="$wanted npm"
    command -v dockerd >/dev/null || wanted="$wanted docker.io"
    ;;
  *) echo "usage: $0 lab|test" >&2; exit 2 ;;
esac

missing=
for package in $wanted; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q ' installed$' || missing="$missing $package"
done
[ -n "$missing" ] || { parser; exit 0; }

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo "Thiếu các gói (missing packages):$missing" >&2
  echo "Cài bằng (install them with): sudo apt-get install$missing" >&2
  exit 2
fi

# The packages' own services must neither start nor take ports on this machine.
policy=/usr/sbin/policy-rc.d
made=
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\nexit 101\n' > "$policy"
  chmod 755 "$policy"
  made=yes
fi
trap '[ -z "$made" ] || rm -f "$policy"' EXIT
echo "Đang cài (installing):$missing"
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086
apt-get install -y -q --no-install-recommends $missing >/dev/null 2>&1 ||
  { apt-get update -q >/dev/null && apt-get install -y -q --no-install-recommends $missing >/dev/null; }
parser
