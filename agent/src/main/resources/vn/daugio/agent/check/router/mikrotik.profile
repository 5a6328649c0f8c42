# What a MikroTik router (RouterOS 6.45 and later, 7) is asked, all of it read-only.
# Written from the vendor's documentation of the command line; not tried on a device.
profile mikrotik 1

ask resource needed text
run /system resource print
uptime!        duration   ^\s*uptime: (?<v>\S{1,40})\s*$
version!       text       ^\s*version: "?(?<v>[^"]{1,60}?)"?\s*$
model!         text       ^\s*board-name: "?(?<v>[^"]{1,60}?)"?\s*$
cpu!           number/100 ^\s*cpu-load: (?<v>\d{1,3})%\s*$
memory.free!   size       ^\s*free-memory: (?<v>\S{1,20})\s*$
memory.total!  size       ^\s*total-memory: (?<v>\S{1,20})\s*$
storage.free!  size       ^\s*free-hdd-space: (?<v>\S{1,20})\s*$
storage.total! size       ^\s*total-hdd-space: (?<v>\S{1,20})\s*$

ask temperature optional text
run /system health print
temperature    number     ^\s*(?:\d{1,2}\s+)?(?:cpu-|board-)?temperature:?\s+(?<v>-?\d{1,3}(?:\.\d)?)\s*C\b

# flags stand between the number and the first word with an equals sign: R running, X disabled
ask interfaces needed text
run /interface print terse
interface.name!  text     ^\s*(?<row>\d{1,4})\s[^=]{0,12}?(?:comment=.{0,300}? )?\bname=(?<v>\S{1,60})
interface.up!    given    ^\s*(?<row>\d{1,4})\s(?:[A-Z ]{0,8}?(?<v>R))?
interface.off!   given    ^\s*(?<row>\d{1,4})\s(?:[A-Z ]{0,8}?(?<v>X))?

ask wan optional text
run /interface list member print terse where list=WAN
wan.name         text     ^\s*(?<row>\d{1,4})\s.*\binterface=(?<v>\S{1,60})

ask routes needed text whole
run /ip route print terse where dst-address=0.0.0.0/0 active=yes
routes.ipv4      count    ^\s*\d{1,4}\s.*\bdst-address=0\.0\.0\.0/0\s
via.name         text     ^\s*(?<row>\d{1,4})\s.*\bimmediate-gw=[^ %]{1,60}%(?<v>\S{1,60})
other            skip     ^(?:Flags: |Columns: |[A-Za-z] - |\s*;;; )

ask routes6 optional text
run /ipv6 route print terse where dst-address=::/0 active=yes
routes.ipv6      count    ^\s*\d{1,4}\s.*\bdst-address=::/0\s

ask addresses needed text
run /ip address print terse
address4.interface text   ^\s*(?<row>\d{1,4})\s(?![A-Z ]{0,6}X).*\baddress=\d.* interface=(?<v>\S{1,60})

ask addresses6 optional text
run /ipv6 address print terse
address6.interface text   ^\s*(?<row>\d{1,4})\s(?![A-Z ]{0,6}X).*\baddress=(?!fe80)[0-9a-f]*:.* interface=(?<v>\S{1,60})

ask leases optional text
run /ip dhcp-server lease print count-only where status=bound
leases           number   ^\s*(?<v>\d{1,6})\s*$

ask servers optional text
run /ip dhcp-server print terse
server.pool      text     ^\s*(?<row>\d{1,4})\s(?![A-Z ]{0,6}X).*\baddress-pool=(?<v>\S{1,60})

ask pools optional text
run /ip pool print terse
pool.name        text     ^\s*(?<row>\d{1,4})\s.*\bname=(?<v>\S{1,60})
pool.size        range    ^\s*(?<row>\d{1,4})\s.*\branges=(?<v>[0-9.,-]{7,500})

# the old wireless package and the new one; where one is missing, its answer is no number
ask clients optional text
run /interface wireless registration-table print count-only
clients          number   ^\s*(?<v>\d{1,5})\s*$

ask clients2 optional text
run /interface wifi registration-table print count-only
clients          number   ^\s*(?<v>\d{1,5})\s*$
