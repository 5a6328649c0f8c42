#!/bin/bash
# A simulated office in network namespaces of its own. No interface of this machine is touched and no
# packet can leave: the namespaces are joined only with each other, by veth pairs.
#
#   PREFIX-pc   the office PC, 192.168.1.10 on eth0; here the agent runs
#   PREFIX-sw   the switch: a bridge that joins pc, router and devices
#   PREFIX-rt   the router 192.168.1.1 with the resolver (dnsmasq); its WAN port goes to isp
#   PREFIX-dev  printer 192.168.1.31 and scanner 192.168.1.41 (device simulator, control at 127.0.0.1:8031 and :8041 there)
#   PREFIX-isp  "the internet": public resolvers that answer ping, time server, web systems with TLS
#
# Usage (root):
#   lab.sh up DIR PREFIX [PORT]   builds it; DIR keeps keys, logs and process ids; PORT of this machine's
#                                 loopback is reachable at the same port of the PC's loopback
#   lab.sh down DIR PREFIX
#   lab.sh break|mend DIR PREFIX cable|gateway|line|dns|system
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
action=${1:?up, down, break or mend}
dir=$(mkdir -p "${2:?DIR}" && cd "$2" && pwd)
p=${3:?PREFIX}

in_ns() { local ns=$1; shift; ip netns exec "$p-$ns" "$@"; }

# start NAME NAMESPACE COMMAND...: a background process whose id is kept in DIR/NAME.pid
start() {
  local name=$1 ns=$2; shift 2
  ip netns exec "$p-$ns" setsid "$@" </dev/null >"$dir/$name.log" 2>&1 &
  echo $! >"$dir/$name.pid"
}

stop_all() {
  local file pid
  for file in "$dir"/*.pid; do
    [ -e "$file" ] || continue
    pid=$(cat "$file")
    # the id may belong to somebody else by now: only a process that still lives in our namespaces
    if [ -n "$pid" ] && ip netns identify "$pid" 2>/dev/null | grep -q "^$p-" || grep -qs lab-bridge "/proc/$pid/environ"; then
      kill "$pid" 2>/dev/null || true
    fi
    rm -f "$file"
  done
  for ns in pc sw rt dev isp; do
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
}

certificates() {
  local tls=$dir/tls
  [ -s "$tls/systems.pem" ] && openssl x509 -checkend 864000 -noout -in "$tls/systems.pem" >/dev/null && return
  mkdir -p "$tls"
  openssl req -x509 -newkey rsa:2048 -nodes -days 800 -subj "/CN=Lab CA" \
    -keyout "$tls/ca-key.pem" -out "$tls/ca.pem" 2>/dev/null
  openssl req -newkey rsa:2048 -nodes -subj "/CN=systems" -keyout "$tls/systems-key.pem" -out "$tls/systems.csr" 2>/dev/null
  local names
  names=$(sed 's/ .*//; s/^/DNS:/' "$here/systems.txt" | paste -sd,)
  openssl x509 -req -in "$tls/systems.csr" -CA "$tls/ca.pem" -CAkey "$tls/ca-key.pem" -CAcreateserial -days 400 \
    -extfile <(printf 'subjectAltName=%s\n' "$names") -out "$tls/systems.pem" 2>/dev/null
  rm -f "$tls/trust.p12"
  keytool -importcert -noprompt -alias lab -file "$tls/ca.pem" -keystore "$tls/trust.p12" \
    -storetype PKCS12 -storepass changeit >/dev/null 2>&1
}

web() {
  mkdir -p "$dir/nginx"
  {
    echo "daemon off; master_process off; pid $dir/nginx/pid; error_log $dir/nginx/error.log;"
    echo "events {} http { access_log off;"
    for kind in client_body proxy fastcgi uwsgi scgi; do echo "${kind}_temp_path $dir/nginx/$kind;"; done
    echo "ssl_certificate $dir/tls/systems.pem; ssl_certificate_key $dir/tls/systems-key.pem;"
    while read -r name address; do
      echo "server { listen $address:443 ssl; server_name $name; default_type text/html;"
      echo "  location / { return 200 '<!doctype html><title>$name</title><form>Đăng nhập</form>'; } }"
    done <"$here/systems.txt"
    echo "}"
  } >"$dir/nginx/nginx.conf"
  start nginx isp nginx -c "$dir/nginx/nginx.conf"
}

resolver() {
  local args=()
  while read -r name address; do args+=("--host-record=$name,$address"); done <"$here/systems.txt"
  start dnsmasq rt dnsmasq --keep-in-foreground --no-resolv --no-hosts --bind-interfaces --user=root \
    --listen-address=192.168.1.1 --pid-file= --log-facility=- "${args[@]}" \
    --address=/pool.ntp.org/203.0.113.123 --host-record=time.google.com,203.0.113.123 \
    --host-record=www.google.com,203.0.113.99
}

clock() {
  mkdir -p "$dir/chrony"
  printf 'local stratum 8\nallow all\nbindaddress 203.0.113.123\ncmdport 0\nport 123\npidfile %s\ndriftfile %s\n' \
    "$dir/chrony/pid" "$dir/chrony/drift" >"$dir/chrony/chrony.conf"
  start chrony isp chronyd -d -x -u root -f "$dir/chrony/chrony.conf"
}

# simulate NAME ADDRESS DEVICE CONTROL-PORT: SNMP at 161, eSCL at 80; its control is on the loopback of dev
simulate() {
  start "$1" dev java -XX:+UseSerialGC -Xmx48m -XX:TieredStopAtLevel=1 \
    -cp "$root/acceptance/target/classes:$root/acceptance/target/lib/*" \
    vn.daugio.acceptance.simulator.DeviceSimulator \
    --bind "$2" --snmp-port 161 --http-port 80 --control-port "$4" --device "$3"
}

# The agent reaches the collector at the PC's own loopback: a pair of socats over a Unix socket, no route.
bridge() {
  local port=$1
  rm -f "$dir/bridge.sock"
  LAB_BRIDGE=lab-bridge setsid socat "UNIX-LISTEN:$dir/bridge.sock,fork" "TCP:127.0.0.1:$port" \
    </dev/null >"$dir/bridge-out.log" 2>&1 &
  echo $! >"$dir/bridge-out.pid"
  start bridge-in pc socat "TCP-LISTEN:$port,bind=127.0.0.1,reuseaddr,fork" "UNIX-CONNECT:$dir/bridge.sock"
}

up() {
  stop_all
  for ns in pc sw rt dev isp; do
    ip netns add "$p-$ns"
    in_ns $ns ip link set lo up
    # nothing here speaks IPv6, and duplicate address detection would only delay the first packet
    in_ns $ns sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1 2>/dev/null || true
  done
  for ns in pc rt; do
    mkdir -p "/etc/netns/$p-$ns"
    echo "nameserver 192.168.1.1" >"/etc/netns/$p-$ns/resolv.conf"
  done
  in_ns sw ip link add br0 type bridge
  in_ns sw ip link set br0 up
  local end
  for end in pc rt dev; do
    join $end eth0 sw "to-$end"
    in_ns sw ip link set "to-$end" master br0 up
    in_ns $end ip link set eth0 up
  done
  join rt wan0 isp eth0
  in_ns rt ip link set wan0 up
  in_ns isp ip link set eth0 up
  in_ns pc ip addr add 192.168.1.10/24 dev eth0
  in_ns pc ip route add default via 192.168.1.1
  in_ns rt ip addr add 192.168.1.1/24 dev eth0
  in_ns rt ip addr add 100.64.0.2/30 dev wan0
  in_ns rt ip route add default via 100.64.0.1
  in_ns rt sysctl -qw net.ipv4.ip_forward=1
  in_ns isp ip addr add 100.64.0.1/30 dev eth0
  in_ns isp ip route add 192.168.1.0/24 via 100.64.0.2
  local address
  for address in 203.162.4.190 203.113.131.1 210.245.24.20 1.1.1.1 8.8.8.8 203.0.113.99 203.0.113.123 \
    $(sed 's/.* //' "$here/systems.txt"); do
    in_ns isp ip addr add "$address/32" dev lo
  done
  in_ns dev ip addr add 192.168.1.31/24 dev eth0
  in_ns dev ip addr add 192.168.1.41/24 dev eth0
  certificates
  resolver
  clock
  web
  simulate printer 192.168.1.31 mono-laser 8031
  simulate scanner 192.168.1.41 scanner-idle 8041
  [ -z "${1:-}" ] || bridge "$1"
}

break_or_mend() {
  local how=$1 off=-A
  local link=down
  if [ "$how" = mend ]; then link=up; off=-D; fi
  case "$2" in
    cable) in_ns sw ip link set to-pc $link ;;
    gateway) in_ns sw ip link set to-rt $link ;;
    line) in_ns isp ip link set eth0 $link
      if [ "$how" = mend ]; then in_ns isp ip route replace 192.168.1.0/24 via 100.64.0.2; fi ;;
    dns) in_ns rt iptables "$off" INPUT -p udp --dport 53 -j DROP
      in_ns rt iptables "$off" INPUT -p tcp --dport 53 -j DROP ;;
    system) in_ns isp iptables "$off" INPUT -d "$(awk 'NR==1 {print $2}' "$here/systems.txt")" -j DROP ;;
    *) echo "cable, gateway, line, dns or system, not '$2'" >&2; exit 2 ;;
  esac
}

case "$action" in
  up) up "${4:-}" ;;
  down) stop_all ;;
  break | mend) break_or_mend "$action" "${4:?what}" ;;
  *) echo "up, down, break or mend, not '$action'" >&2; exit 2 ;;
esac
