# What an OpenWrt router or access point (21.02 and later) is asked, all of it read-only.
# Written from the documentation of ubus, netifd, hostapd, dnsmasq and uci; not tried on a device.
profile openwrt 1

ask system needed json
run ubus call system info
uptime!        number        ^uptime=(?<v>\d{1,10})$
load!          number/65536  ^load\.0=(?<v>\d{1,10})$
memory.total!  number        ^memory\.total=(?<v>\d{1,15})$
memory.free!   number        ^memory\.available=(?<v>\d{1,15})$
# in KiB; what the overlay has left
storage.total  number*1024   ^root\.total=(?<v>\d{1,12})$
storage.free   number*1024   ^root\.avail=(?<v>\d{1,12})$

ask board needed json
run ubus call system board
model!         text          ^model=(?<v>.+)$
version!       text          ^release\.version=(?<v>.+)$

ask processors needed text
run grep -c ^processor /proc/cpuinfo
processors!    number        ^(?<v>[1-9]\d{0,2})$

ask temperature optional text
run cat /sys/class/thermal/thermal_zone0/temp
temperature    number/1000   ^(?<v>-?\d{1,6})$

# wan6 and wan_6 are the IPv6 side of a line, and down where the provider has none
ask interfaces needed json
run ubus call network.interface dump
interface.name!    text   ^interface\.(?<row>\d+)\.interface=(?<v>\S+)$
interface.device   text   ^interface\.(?<row>\d+)\.l3_device=(?<v>\S+)$
interface.up!      given  ^interface\.(?<row>\d+)\.up=(?:(?<v>true)|false)$
interface.off      given  ^interface\.(?<row>\d+)\.autostart=(?:(?<v>false)|true)$
interface.ipv4     given  ^interface\.(?<row>\d+)\.(?<v>ipv4-address)\.0\.address=
interface.ipv6     given  ^interface\.(?<row>\d+)\.(?<v>ipv6-(?:address|prefix))\.0\.address=
wan.name           text   ^interface\.(?<row>\d+)\.interface=(?<v>w?wan(?!_?6$)[A-Za-z0-9_]{0,20})$
routes.ipv4        count  ^interface\.\d+\.route\.\d+\.target=0\.0\.0\.0$
routes.ipv6        count  ^interface\.\d+\.route\.\d+\.target=::$

ask leases optional text whole
run cat /tmp/dhcp.leases
leases         count         ^\d{1,12} [0-9A-Fa-f:]{17} \d{1,3}(?:\.\d{1,3}){3} \S+ \S+$
other          skip          ^(?:duid |\d{1,12} \S+ [0-9A-Fa-f:]+ \S+ \S+$)

ask pools optional text
run uci -q show dhcp
pool.size      number        ^dhcp\.(?<row>[A-Za-z0-9_@\[\]-]+)\.limit='(?<v>\d{1,6})'$
pool.off       given         ^dhcp\.(?<row>[A-Za-z0-9_@\[\]-]+)\.ignore='(?:(?<v>1)|0)'$

ask radios optional json
run ubus call network.wireless status
radio.name     text          ^(?<row>(?<v>[A-Za-z0-9_-]{1,32}))\.up=
radio.up       given         ^(?<row>[A-Za-z0-9_-]{1,32})\.up=(?:(?<v>true)|false)$
radio.off      given         ^(?<row>[A-Za-z0-9_-]{1,32})\.disabled=(?:(?<v>true)|false)$

# answers nothing and fails where there is no Wi-Fi
ask clients optional text
run [ -d /sys/class/ieee80211/phy0 ] && for ap in $(ubus list 'hostapd.*'); do ubus call $ap get_clients; done
clients        count         ^\s*"aid": \d{1,4},?$
