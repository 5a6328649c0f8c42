#!/bin/bash
# Installs, uses and purges the Debian package on a copy of this system. Run by:
# unshare --mount --net --propagation private bash install-deb.sh FOLDER PACKAGE
set -euo pipefail
folder=$1 package=$2
source "$(dirname "$0")/copy-of-system.sh"
copy_of_system "$folder" "$package"
# without this machine's own variables, as a timer starts it
service() { inside env -i PATH=/usr/bin:/usr/sbin:/bin:/sbin setpriv --reuid daugio --regid daugio --init-groups --no-new-privs --inh-caps=-all,+net_raw,+net_bind_service --ambient-caps=+net_raw,+net_bind_service --bounding-set=-all,+net_raw,+net_bind_service "$@"; }
say() { echo "== $*"; }

install_package
say "account $(inside getent passwd daugio | cut -d: -f1,6,7)"
say "configuration $(inside stat -c '%U:%G %a' /etc/daugio)"
say "data $(inside stat -c '%U:%G %a' /var/lib/daugio) $(inside readlink /etc/daugio/spool)"
[ -s "$root/usr/lib/daugio-agent/lib/daugio-agent.jsa" ] && say "archive written"
say "version $(service daugio-agent --version)"
service ping -n -c 1 -W 1 127.0.0.1 >/dev/null && say "ping works without new privileges"

# joined from a stick that the agent's account cannot read
install -d -m 700 "$root/media/stick"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=ca -days 2 \
  -keyout "$folder/key" -out "$root/media/stick/ca.pem" 2>"$folder/log"
socat TCP-LISTEN:18443,bind=127.0.0.1,reuseaddr EXEC:"$(dirname "$0")/enrolling-collector.sh" &
until ss -Hltn sport = 18443 | grep -q .; do sleep 0.1; done
inside env -i PATH=/usr/bin:/usr/sbin:/bin:/sbin daugio-agent-join http://127.0.0.1:18443 CODE --ca-file /media/stick/ca.pem
say "credential $(inside stat -c '%U:%G %a' /etc/daugio/token), $(grep -o 'ca-file: [^}]*' "$root/etc/daugio/agent.yaml")"
service daugio-agent tick --config /etc/daugio/agent.yaml --now >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
say "reports $(inside find /var/lib/daugio/reports -name '*.report' | wc -l) $(inside stat -c '%U' /var/lib/daugio/state.json)"

mv "$root/usr/lib/daugio-agent/lib/lib/"snmp4j-*.jar "$folder/taken.jar"
service daugio-agent tick --config /etc/daugio/agent.yaml >"$folder/log" 2>&1 || say "exit $?"
say "named $(grep -o 'files are missing in [^:]*: [^ ]*\.jar' "$folder/log" | sed 's/.*: //; s/-[0-9.]*\.jar/.jar/')"

inside env DEBIAN_FRONTEND=noninteractive dpkg --purge daugio-agent >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
for place in /etc/daugio /var/lib/daugio /usr/lib/daugio-agent /usr/bin/daugio-agent; do
  [ ! -e "$root$place" ] || say "left $place"
done
inside getent passwd daugio || say "account gone"
