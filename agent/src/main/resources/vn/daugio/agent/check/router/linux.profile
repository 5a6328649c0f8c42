# What a Linux router (iproute2 with JSON, dnsmasq) is asked, all of it read-only.
profile linux 1

ask uptime needed text whole
run cat /proc/uptime
uptime!        number     ^(?<v>\d{1,10}\.\d{2}) \d

ask load needed text whole
run cat /proc/loadavg
load!          number     ^(?<v>\d{1,5}\.\d{2}) \d

ask processors needed text whole
run grep -c ^processor /proc/cpuinfo
processors!    number     ^(?<v>[1-9]\d{0,3})$

ask memory needed text
run cat /proc/meminfo
memory.total!  number*1024  ^MemTotal:\s+(?<v>\d{1,12}) kB$
memory.free!   number*1024  ^MemAvailable:\s+(?<v>\d{1,12}) kB$

ask storage needed text
run df -P -k /
storage.total! number*1024  ^\S.{0,200}?\s(?<v>\d{1,15})\s+\d{1,15}\s+\d{1,15}\s+\d{1,3}%\s+/$
storage.free!  number*1024  ^\S.{0,200}?\s\d{1,15}\s+\d{1,15}\s+(?<v>\d{1,15})\s+\d{1,3}%\s+/$

ask release optional text
run cat /etc/os-release
version        text       ^PRETTY_NAME="?(?<v>[^"]{1,80})"?$

ask temperature optional text
run cat /sys/class/thermal/thermal_zone0/temp
temperature    number/1000  ^(?<v>-?\d{1,6})$

# a line of PPP or a tunnel has no state of its own: UNKNOWN with an address
ask interfaces needed json
run ip -j addr show
interface.name!  text     ^(?<row>\d+)\.ifname=(?<v>\S+)$
interface.up!    given    ^(?<row>\d+)\.operstate=(?:(?<v>UP|UNKNOWN)|DOWN|DORMANT|LOWERLAYERDOWN|NOTPRESENT|TESTING)$
interface.ipv4   given    ^(?<row>\d+)\.addr_info\.\d+\.family=(?<v>inet)$

ask addresses6 optional json
run ip -j -6 addr show scope global
address6.interface text   ^(?<row>\d+)\.ifname=(?<v>\S+)$

ask routes needed text whole
run ip -4 route show default
routes.ipv4      count    ^default\b
wan.name         text     ^default (?<row>.{0,200}?\bdev (?<v>\S{1,15}))(?: |$)
other            skip     ^\s+nexthop\b

ask routes6 optional text
run ip -6 route show default
routes.ipv6      count    ^default\b

ask leases optional text whole
run cat /var/lib/misc/dnsmasq.leases
leases           count    ^\d{1,12} [0-9A-Fa-f:]{17} \d{1,3}(?:\.\d{1,3}){3} \S+ \S+$
other            skip     ^(?:duid |\d{1,12} \S+ [0-9A-Fa-f:]+ \S+ \S+$)
