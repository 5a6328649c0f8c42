#!/bin/bash
# Boots systemd on a copy of this system with the package installed, and lets it run the units. Run as the first process
# of: unshare --mount --net --pid --fork --uts --ipc --cgroup --propagation private bash boot-systemd.sh FOLDER PACKAGE OUT
# What was seen stands in OUT/seen then. Exit 77: this kernel does not let systemd run here.
set -euo pipefail
source "$(dirname "$0")/copy-of-system.sh"
copy_of_system "$1" "$2"
mount -t sysfs sysfs "$root/sys" && mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup" || exit 77
install_package
joined
mount --bind "$3" "$root/mnt"

# What the sandbox is like is asked in it, after the tick.
install -D -m 644 /dev/stdin "$root/etc/systemd/system/daugio-agent.service.d/probe.conf" <<'UNIT'
[Service]
ExecStartPost=/usr/local/bin/look
UNIT
install -D -m 755 /dev/stdin "$root/usr/local/bin/look" <<'SCRIPT'
#!/bin/sh
exec >/var/lib/daugio/look
echo "user $(id -un)"
grep -E '^(NoNewPrivs|Seccomp):' /proc/self/status | tr '\t' ' '
touch /etc/daugio/x 2>/dev/null && echo "/etc can be written"
touch /usr/x 2>/dev/null && echo "/usr can be written"
[ -z "$(ls -A /root /home 2>/dev/null)" ] && echo "no home is seen"
ping -n -c 1 -W 1 127.0.0.1 >/dev/null && echo "ping works"
setpriv --dump | sed -n 's/^Ambient capabilities: /ambient /p'
[ "$(cat /proc/1/comm)" = systemd ] && echo "names of others' processes are seen"
exit 0
SCRIPT
install -D -m 755 /dev/stdin "$root/usr/local/bin/probe" <<'SCRIPT'
#!/bin/sh
exec >/mnt/seen 2>&1
systemctl start daugio-agent.service
systemctl show daugio-agent.service --property=Result --property=ExecMainStatus
cat /var/lib/daugio/look
echo "reports $(find /var/lib/daugio/reports -name '*.report' | wc -l)"
grep -l agent.internal_error /var/lib/daugio/reports/*
systemctl start daugio-agent.timer
echo "timer $(systemctl is-active daugio-agent.timer)"
rm /var/lib/daugio/state.json
systemctl start daugio-agent-run.service
echo "resident $(systemctl is-active daugio-agent-run.service), timer $(systemctl is-active daugio-agent.timer)"
# ended once it has worked
until [ -s /var/lib/daugio/state.json ]; do sleep 0.1; done
systemctl stop daugio-agent-run.service
systemctl show daugio-agent-run.service --property=Result --property=ExecMainStatus
SCRIPT
install -m 644 /dev/stdin "$root/etc/systemd/system/probe.service" <<'UNIT'
[Unit]
DefaultDependencies=no
SuccessAction=poweroff-force
FailureAction=poweroff-force
[Service]
Type=oneshot
TimeoutStartSec=90
ExecStart=/usr/local/bin/probe
UNIT
exec chroot "$root" env -i container=other PATH=/usr/bin:/usr/sbin:/bin:/sbin LC_ALL=C \
  /lib/systemd/systemd --system --unit=probe.service --log-target=null --show-status=no
