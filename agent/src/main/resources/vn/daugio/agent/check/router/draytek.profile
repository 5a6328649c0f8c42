# What a DrayTek Vigor router (DrayOS 3.8 and later) is asked, all of it read-only.
# DrayOS runs no single commands over SSH: they are typed at its prompt.
# Written from the vendor's documentation of the command line; not tried on a device. It documents no
# command whose output tells processor, memory or leases in a fixed form, so they are not asked.
profile draytek 1
shell ^[A-Za-z0-9_.-]{1,32}> ?$
more --- ?MORE ?---

ask system needed text
run sys version
model!         text       ^\s*Router Model:\s*(?<v>\S{1,40})
version!       text       ^\s*Router Model:.{1,60}?\sVersion:\s*(?<v>\S{1,40})

ask interfaces needed text
run show status
uptime!          duration ^\s*System Uptime:\s*(?<v>[0-9:]{5,16})\s*$
interface.name!  text     ^\s*(?<v>WAN ?(?<row>\d{1,2})) Status:
interface.up!    given    ^\s*WAN ?(?<row>\d{1,2}) Status:\s*(?:(?<v>Connected)|Disconnected)\b
interface.off!   row:given ^\s*Enable:\s*(?:(?<v>No)|Yes)\b
interface.ipv4   row:given \sIP:\s*(?:(?<v>\d{1,3}(?:\.\d{1,3}){3})|---)
wan.name         text     ^\s*(?<v>WAN ?(?<row>\d{1,2})) Status:
