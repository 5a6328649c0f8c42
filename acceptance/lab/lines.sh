#!/bin/bash
# An office with two lines and the dedicated State network, IPv4 and IPv6, in network namespaces of
# its own. The namespaces are joined only with each other: no packet can leave.
#
#   PREFIX-pc   192.168.1.10 (main line) and .11 (backup line, by a rule of its own) on eth0
#   PREFIX-sw   the switch: a bridge
#   PREFIX-rt   the router 192.168.1.1 with dnsmasq (names and, in a process of its own, DHCP) and radvd; its WAN port goes to isp
#   PREFIX-bk   the 4G router 192.168.1.2; its WAN port goes to isp, its second one to rt
#   PREFIX-ts   the box of the State network 192.168.1.3; behind it ioffice 10.20.0.5 and mail 10.20.0.6
#   PREFIX-isp  the providers' first routers 100.64.0.1 and 100.64.1.1
#   PREFIX-net  "the internet": 203.0.113.x and public resolvers, pages with nginx, DNS with dnsmasq
#
# Usage (root): lines.sh up|down DIR PREFIX · lines.sh break|mend DIR PREFIX FAULT
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
action=${1:?up, down, break or mend}
dir=$(mkdir -p "${2:?DIR}" && cd "$2" && pwd)
p=${3:?PREFIX}
spaces="pc sw rt bk ts isp net"

in_ns() { local ns=$1; shift; ip netns exec "$p-$ns" "$@"; }

start() {
  local name=$1 ns=$2; shift 2
  ip netns exec "$p-$ns" setsid "$@" </dev/null >>"$dir/$name.log" 2>&1 &
  echo $! >"$dir/$name.pid"
}

stop() {
  local file=$dir/$1.pid
  [ -e "$file" ] || return 0
  local pid
  pid=$(cat "$file")
  # the id may belong to somebody else by now: only a process that still lives in our namespaces
  if ip netns identify "$pid" 2>/dev/null | grep -q "^$p-"; then
    kill "$pid" 2>/dev/null || true
    while ip netns identify "$pid" 2>/dev/null | grep -q "^$p-"; do sleep 0.05; done
  fi
  rm -f "$file"
}

stop_all() {
  local file ns pid
  for file in "$dir"/*.pid; do [ -e "$file" ] && stop "$(basename "$file" .pid)"; done
  for ns in $spaces; do
    for pid in $(ip netns pids "$p-$ns" 2>/dev/null); do kill -9 "$pid" 2>/dev/null || true; done
    ip netns del "$p-$ns" 2>/dev/null || true
    rm -rf "/etc/netns/$p-$ns"
  done
}

# join NS1 IF1 NS2 IF2
join() {
  local temp1=v$$a temp2=v$$b # for a moment they stand beside those of other offices
  ip link add "$temp1" type veth peer name "$temp2"
  ip link set "$temp1" netns "$p-$1" name "$2"
  ip link set "$temp2" netns "$p-$3" name "$4"
  in_ns "$1" ip link set "$2" up
  in_ns "$3" ip link set "$4" up
}

# pages NAME NS PORT CONFIG: an nginx
pages() {
  local name=$1 ns=$2 port=$3
  mkdir -p "$dir/$name"
  {
    echo "daemon off; master_process off; pid $dir/$name/pid; error_log $dir/$name/error.log;"
    echo "events {} http { access_log off; default_type text/plain;"
    for kind in client_body proxy fastcgi uwsgi scgi; do echo "${kind}_temp_path $dir/$name/$kind;"; done
    echo "server { listen $port; listen [::]:$port; $4 } }"
  } >"$dir/$name/nginx.conf"
  start "$name" "$ns" nginx -c "$dir/$name/nginx.conf"
}

resolver() { # what the router's name server says; it serves IPv4 and IPv6
  start resolver rt dnsmasq --keep-in-foreground --no-resolv --no-hosts --bind-interfaces --user=root \
    --listen-address=192.168.1.1 --listen-address=2001:db8:1::1 --pid-file= --log-facility=- "$@"
}

TRUE_NAMES="--host-record=dichvucong.gov.vn,203.0.113.10,2001:db8:f::10
  --host-record=www.google.com,203.0.113.99,2001:db8:f::99
  --host-record=one.one.one.one,1.1.1.1,2606:4700:4700::1111 --host-record=dns.google,8.8.8.8,2001:4860:4860::8888"

addresses() { # addresses NAME NS: a DHCP server on the office's LAN
  start "$1" "$2" dnsmasq --keep-in-foreground --conf-file=/dev/null --port=0 --user=root --no-ping --interface=eth0 \
    --bind-interfaces --dhcp-authoritative --dhcp-leasefile="$dir/$1.leases" --pid-file= --log-facility=- \
    --dhcp-range=192.168.1.100,192.168.1.150,1h
}

announce() {
  cat >"$dir/radvd.conf" <<CONF
interface eth0 { AdvSendAdvert on; MinRtrAdvInterval 3; MaxRtrAdvInterval 4; AdvDefaultLifetime 1800;
  prefix 2001:db8:1::/64 { AdvOnLink on; AdvAutonomous on; }; };
CONF
  start radvd rt radvd -n -C "$dir/radvd.conf" -p "$dir/radvd-own.pid" -m stderr
}

lan() {
  local end
  in_ns sw ip link add br0 type bridge
  in_ns sw ip link set br0 up
  for end in pc rt bk ts; do
    join $end eth0 sw "to-$end"
    in_ns sw ip link set "to-$end" master br0
  done
  in_ns pc ip addr add 192.168.1.10/24 dev eth0
  in_ns pc ip addr add 192.168.1.11/24 dev eth0
  in_ns pc ip route add default via 192.168.1.1
  in_ns pc ip rule add from 192.168.1.11 table 100
  in_ns pc ip route add default via 192.168.1.2 table 100
  in_ns pc ip route add 10.20.0.0/24 via 192.168.1.3
  in_ns rt ip addr add 192.168.1.1/24 dev eth0
  in_ns rt ip addr add 2001:db8:1::1/64 dev eth0 nodad
  in_ns bk ip addr add 192.168.1.2/24 dev eth0
  in_ns ts ip addr add 192.168.1.3/24 dev eth0
  in_ns ts ip addr add 10.20.0.5/32 dev lo
  in_ns ts ip addr add 10.20.0.6/32 dev lo
}

wan() {
  local address
  join rt wan0 isp main0
  join bk wan0 isp mobile0
  join bk to-rt rt to-bk
  join isp core0 net eth0
  in_ns isp ip addr add 198.51.100.1/30 dev core0
  in_ns net ip addr add 198.51.100.2/30 dev eth0
  in_ns isp ip addr add 2001:db8:b::1/64 dev core0 nodad
  in_ns net ip addr add 2001:db8:b::2/64 dev eth0 nodad
  in_ns isp ip route add default via 198.51.100.2
  in_ns net ip route add default via 198.51.100.1
  in_ns isp ip -6 route add default via 2001:db8:b::2
  in_ns net ip -6 route add default via 2001:db8:b::1
  in_ns rt ip addr add 100.64.0.2/30 dev wan0
  in_ns isp ip addr add 100.64.0.1/30 dev main0
  in_ns rt ip addr add 2001:db8:a::2/64 dev wan0 nodad
  in_ns isp ip addr add 2001:db8:a::1/64 dev main0 nodad
  in_ns bk ip addr add 100.64.1.2/30 dev wan0
  in_ns isp ip addr add 100.64.1.1/30 dev mobile0
  in_ns bk ip addr add 172.31.0.2/30 dev to-rt
  in_ns rt ip addr add 172.31.0.1/30 dev to-bk
  in_ns rt ip route add default via 100.64.0.1
  in_ns rt ip -6 route add default via 2001:db8:a::1
  in_ns isp ip -6 route add 2001:db8:1::/64 via 2001:db8:a::2
  in_ns bk ip route add default via 100.64.1.1
  # each router hides the office behind its own public address
  in_ns rt iptables -t nat -A POSTROUTING -o wan0 -j SNAT --to-source 100.64.0.2
  in_ns bk iptables -t nat -A POSTROUTING -o wan0 -j SNAT --to-source 100.64.1.2
  in_ns bk iptables -t nat -A POSTROUTING -o to-rt -j SNAT --to-source 172.31.0.2
  for address in 203.162.4.190 203.113.131.1 210.245.24.20 1.1.1.1 8.8.8.8 203.0.113.10 203.0.113.50 203.0.113.53 203.0.113.99; do
    in_ns net ip addr add "$address/32" dev lo
  done
  for address in 2001:db8:d::1 2606:4700:4700::1111 2001:4860:4860::8888 2001:db8:f::10 2001:db8:f::50 2001:db8:f::99; do
    in_ns net ip addr add "$address/128" dev lo nodad
  done
}

await_ipv6() { # until the office has its address and its route
  local i
  for i in $(seq 100); do
    if in_ns pc ip -6 route show default | grep -q via && in_ns pc ip -6 addr show dev eth0 scope global | grep -q inet6; then break; fi
    sleep 0.1
  done
}

up() {
  stop_all
  local ns
  for ns in $spaces; do
    ip netns add "$p-$ns"
    in_ns $ns ip link set lo up
    in_ns $ns sysctl -qw net.ipv6.conf.all.accept_dad=0 net.ipv6.conf.default.accept_dad=0
  done
  for ns in rt bk isp; do in_ns $ns sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1; done
  mkdir -p "/etc/netns/$p-pc"
  printf 'nameserver 192.168.1.1\nnameserver 2001:db8:1::1\n' >"/etc/netns/$p-pc/resolv.conf"
  lan
  wan
  # shellcheck disable=SC2086
  resolver $TRUE_NAMES
  announce
  addresses addresses rt
  # shellcheck disable=SC2086
  start public net dnsmasq --keep-in-foreground --no-resolv --no-hosts --user=root --pid-file= --log-facility=- $TRUE_NAMES
  pages internet net 80 'location = /known { return 200 "Dau Gio known page\n"; }
    location = /ip { return 200 "$remote_addr\n"; } location / { return 301 https://$host/; }'
  pages portal rt 8880 'location / { return 302 http://192.168.1.1:8880/dang-nhap; }'
  pages portal-bk bk 8880 "location / { charset utf-8; return 200 '<html>Quý khách đã sử dụng hết dung lượng. Vui lòng nạp thẻ.</html>'; }"
  pages ioffice ts 443 'location / { return 200 "ok\n"; }'
  start mail ts socat TCP-LISTEN:25,reuseaddr,fork SYSTEM:true
  await_ipv6
}

# Portal and exhausted SIM take over port 80 of everybody and let nothing else through, as in life.
intercept() {
  local how=$1 ns=$2 tool
  for tool in iptables ip6tables; do
    in_ns "$ns" $tool -t nat "$how" PREROUTING -i eth0 -p tcp --dport 80 -j REDIRECT --to-ports 8880
    in_ns "$ns" $tool "$how" FORWARD -i eth0 -j DROP
  done
}

both() { local ns=$1; shift; in_ns "$ns" iptables "$@"; in_ns "$ns" ip6tables "$@"; }

break_or_mend() {
  local off=-A link=down on=add
  if [ "$1" = mend ]; then off=-D; link=up; on=del; fi
  case "$2" in
    cable) in_ns sw ip link set to-pc $link ;;
    switch) in_ns sw ip link set br0 $link
      local end; for end in rt bk ts; do in_ns sw ip link set "to-$end" $link; done ;;
    gateway) in_ns sw ip link set to-rt $link ;;
    line) both rt $off FORWARD -o wan0 -j DROP ;;
    line-v4) in_ns rt iptables $off FORWARD -o wan0 -j DROP ;;
    ipv6) in_ns rt ip6tables $off FORWARD -o wan0 -j DROP ;;
    dns) both rt $off INPUT -p udp --dport 53 -j DROP
      both rt $off INPUT -p tcp --dport 53 -j DROP ;;
    lying-private) stop resolver
      # shellcheck disable=SC2086
      if [ "$1" = break ]; then resolver --address=/#/192.168.1.66 --address=/#/fd00::66; else resolver $TRUE_NAMES; fi ;;
    lying-public) stop resolver
      # shellcheck disable=SC2086
      if [ "$1" = break ]; then resolver --address=/#/203.0.113.50 --address=/#/2001:db8:f::50; else resolver $TRUE_NAMES; fi ;;
    lying-one) stop resolver
      # shellcheck disable=SC2086
      if [ "$1" = break ]; then resolver ${TRUE_NAMES/203.0.113.10/203.0.113.50}; else resolver $TRUE_NAMES; fi ;;
    dns-v4) in_ns rt iptables $off INPUT -p udp --dport 53 -j DROP ;;
    dns-v6) in_ns rt ip6tables $off INPUT -p udp --dport 53 -j DROP ;;
    domestic) for address in 203.162.4.190 203.113.131.1 210.245.24.20; do in_ns net iptables $off INPUT -d $address -j DROP; done ;;
    foreign) for address in 1.1.1.1 8.8.8.8; do in_ns net iptables $off INPUT -d $address -j DROP; done
      for address in 2606:4700:4700::1111 2001:4860:4860::8888; do in_ns net ip6tables $off INPUT -d $address -j DROP; done ;;
    portal) intercept $off rt ;;
    portal-v4) in_ns rt iptables -t nat $off PREROUTING -i eth0 -p tcp --dport 80 -j REDIRECT --to-ports 8880 ;;
    portal-v6) in_ns rt ip6tables -t nat $off PREROUTING -i eth0 -p tcp --dport 80 -j REDIRECT --to-ports 8880 ;;
    exhausted) intercept $off bk ;;
    backup) in_ns bk iptables $off FORWARD -o wan0 -j DROP ;;
    same-path) if [ "$1" = break ]; then in_ns bk ip route replace default via 172.31.0.1; else in_ns bk ip route replace default via 100.64.1.1; fi ;;
    # without the page that tells the public address, by the routers on the way
    same-path-quiet) in_ns net iptables $off INPUT -d 203.0.113.50 -p tcp --dport 80 -j DROP
      break_or_mend "$1" same-path ;;
    not-separable) if [ "$1" = break ]; then in_ns pc ip rule del from 192.168.1.11 table 100; else in_ns pc ip rule add from 192.168.1.11 table 100; fi ;;
    tslcd-gateway) in_ns sw ip link set to-ts $link ;;
    tslcd-host) in_ns ts iptables $off INPUT -d 10.20.0.5 -j DROP ;;
    tslcd) in_ns ts iptables $off INPUT -d 10.20.0.0/24 -j DROP ;;
    tslcd-route) if [ "$1" = break ]; then in_ns pc ip route del 10.20.0.0/24; else in_ns pc ip route add 10.20.0.0/24 via 192.168.1.3; fi ;;
    # the route is no longer announced (radvd says so when it ends)
    announcement) if [ "$1" = break ]; then stop radvd; else announce; await_ipv6; fi ;;
    # the 4G router plugged in by a port whose DHCP nobody turned off
    second-dhcp) if [ "$1" = break ]; then addresses second bk; else stop second; fi ;;
    two-routes) in_ns pc ip route $on default via 192.168.1.3 metric 900 ;;
    *) echo "unknown fault '$2'" >&2; exit 2 ;;
  esac
  # neither side may rest on what it knew of its neighbours before
  if [ "$1" = mend ]; then in_ns pc ip neigh flush dev eth0 2>/dev/null || true; fi
}

case "$action" in
  up) up ;;
  down) stop_all ;;
  break | mend) break_or_mend "$action" "${4:?FAULT}" ;;
  *) echo "up, down, break or mend, not '$action'" >&2; exit 2 ;;
esac
