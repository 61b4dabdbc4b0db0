// What ping prints. The addresses are those reserved for documentation.

/** Recorded: iputils 20221126 on Linux, in network namespaces. */
export const iputils = {
  reached: `PING 198.51.100.2 (198.51.100.2) 56(84) bytes of data.
64 bytes from 198.51.100.2: icmp_seq=1 ttl=63 time=0.121 ms

--- 198.51.100.2 ping statistics ---
1 packets transmitted, 1 received, 0% packet loss, time 0ms
rtt min/avg/max/mdev = 0.121/0.121/0.121/0.000 ms
`,
  expired: `PING 198.51.100.2 (198.51.100.2) 56(84) bytes of data.
From 192.0.2.1 icmp_seq=1 Time to live exceeded

--- 198.51.100.2 ping statistics ---
1 packets transmitted, 0 received, +1 errors, 100% packet loss, time 0ms

`,
  expired6: `PING 2001:db8:2::2(2001:db8:2::2) 56 data bytes
From 2001:db8:1::1 icmp_seq=1 Time exceeded: Hop limit

--- 2001:db8:2::2 ping statistics ---
1 packets transmitted, 0 received, +1 errors, 100% packet loss, time 0ms
`,
  reached6: `PING 2001:db8:2::2(2001:db8:2::2) 56 data bytes
64 bytes from 2001:db8:2::2: icmp_seq=1 ttl=63 time=0.186 ms
`,
  silence: `PING 198.51.100.2 (198.51.100.2) 56(84) bytes of data.

--- 198.51.100.2 ping statistics ---
1 packets transmitted, 0 received, 100% packet loss, time 0ms

`,
  noNet: `PING 198.51.100.2 (198.51.100.2) 56(84) bytes of data.
From 192.0.2.1 icmp_seq=1 Destination Net Unreachable
`,
  noRoute6: `PING 2001:db8:2::2(2001:db8:2::2) 56 data bytes
From 2001:db8:1::1 icmp_seq=1 Destination unreachable: No route
`,
  filtered: `PING 198.51.100.2 (198.51.100.2) 56(84) bytes of data.
From 192.0.2.1 icmp_seq=1 Packet filtered
`,
  prohibited6: `PING 2001:db8:2::2(2001:db8:2::2) 56 data bytes
From 2001:db8:1::1 icmp_seq=1 Destination unreachable: Administratively prohibited
`,
  redirected: `PING 198.51.100.2 (198.51.100.2) 56(84) bytes of data.
From 192.0.2.1 icmp_seq=1 Redirect Host(New nexthop: 192.0.2.9)
64 bytes from 198.51.100.2: icmp_seq=1 ttl=63 time=0.2 ms
`,
  unreachableNet: 'ping: connect: Network is unreachable\n',
  noRight: `ping: socktype: SOCK_RAW
ping: socket: Operation not permitted
ping: => missing cap_net_raw+p capability or setuid?
`,
  ownFirewall: 'PING 198.51.100.2 (198.51.100.2) 56(84) bytes of data.\nping: sendmsg: Operation not permitted\n',
}

/** Recorded: BusyBox 1.35.0. It says nothing of what routers answer. */
export const busybox = {
  reached: `PING 192.0.2.1 (192.0.2.1): 56 data bytes
64 bytes from 192.0.2.1: seq=0 ttl=64 time=0.165 ms

--- 192.0.2.1 ping statistics ---
1 packets transmitted, 1 packets received, 0% packet loss
round-trip min/avg/max = 0.165/0.165/0.165 ms
`,
  silence: `PING 198.51.100.2 (198.51.100.2): 56 data bytes

--- 198.51.100.2 ping statistics ---
1 packets transmitted, 0 packets received, 100% packet loss
`,
  noRight: 'PING 192.0.2.1 (192.0.2.1): 56 data bytes\nping: permission denied (are you root?)\n',
}

export const macos = {
  /** Source: https://github.com/nedrysoft/pingnoo/issues/80 (addresses replaced) */
  expired: `PING 198.51.100.2 (198.51.100.2): 56 data bytes
92 bytes from 192.0.2.1: Time to live exceeded
Vr HL TOS  Len   ID Flg  off TTL Pro  cks      Src      Dst
 4  5  00 5400 48d6   0 0000  01  01 560b 192.0.2.185  198.51.100.2 

Request timeout for icmp_seq 0
`,
  /** Source: https://github.com/nedrysoft/pingnoo/issues/80 (addresses replaced) */
  reached: `PING 192.0.2.1 (192.0.2.1): 56 data bytes
64 bytes from 192.0.2.1: icmp_seq=0 ttl=64 time=14.422 ms
`,
  /** Source: https://github.com/kellyjonbrazil/jc/blob/master/tests/fixtures/osx-10.14.6/ping-ip-unreachable.out (replaced likewise) */
  unreachable: `PING 192.0.2.220 (192.0.2.220): 56 data bytes
92 bytes from router.example (192.0.2.221): Destination Host Unreachable
Vr HL TOS  Len   ID Flg  off TTL Pro  cks      Src      Dst
 4  5  00 5400 567b   0 0000  3f  01 a024 192.0.2.221  192.0.2.220 
`,
  /** Source: https://github.com/kellyjonbrazil/jc/blob/master/tests/fixtures/osx-10.14.6/ping6-ip.out */
  reached6: `PING6(56=40+8+8 bytes) ::1 --> ::1
16 bytes from ::1, icmp_seq=0 hlim=64 time=0.071 ms
`,
}

export const windows = {
  /** Source: http://johnroa27.blogspot.com/2011/04/windows-ping-command-output-detail.html (addresses replaced) */
  reached: `
Pinging 198.51.100.99 with 32 bytes of data:
Reply from 198.51.100.99: bytes=32 time=31ms TTL=239

Ping statistics for 198.51.100.99:
    Packets: Sent = 1, Received = 1, Lost = 0 (0% loss),
Approximate round trip times in milli-seconds:
    Minimum = 31ms, Maximum = 31ms, Average = 31ms
`,
  /** Source: https://snipz.brevy.dev/os/windows/ping (address replaced) */
  quick: 'Reply from 192.0.2.100: bytes=32 time<1ms TTL=128\r\n',
  /** Source: http://keywen.com/en/TTL_EXPIRED (which gives the sentence without its address) */
  expired: '\r\nPinging 198.51.100.99 with 32 bytes of data:\r\nReply from 192.0.2.1: TTL expired in transit.\r\n',
  /** Source: https://ns1.omnitech.net/data/cmdref/nt/ping.html (address replaced) */
  unreachable: 'Reply from 192.0.2.254: Destination Net Unreachable.\r\n',
  /** Source: https://ipbalance.com/application/network-app/how-ping-works/ */
  silence: '\r\nPinging 198.51.100.99 with 32 bytes of data:\r\nRequest timed out.\r\n',
  /** Source: https://github.com/danielzzz/node-ping/issues/79 */
  chinese6: '回覆自 ::1: 時間<1ms\r\n',
}
