# A machine some milliseconds away, behind a TUN interface of Linux: a UDP port that is closed at first, and open from the
# moment a line comes on stdin. While it is closed it refuses as Linux does: six times at once, then once a second, each
# refusal half a round trip after the datagram. What it reads when it is open is written to stdout.
#
#   machine.py INTERFACE NEAR_ADDRESS FAR_ADDRESS ROUND_TRIP_MILLIS
import fcntl
import heapq
import os
import select
import socket
import struct
import subprocess
import sys
import time

TUNSETIFF = 0x400454CA
TUN_WITHOUT_HEADER = 0x1001
BURST = 6
UDP = 17


def open_interface(name, near):
    tun = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(tun, TUNSETIFF, struct.pack("16sH", name.encode(), TUN_WITHOUT_HEADER))
    subprocess.run(["ip", "addr", "add", near + "/30", "dev", name], check=True)
    subprocess.run(["ip", "link", "set", name, "up"], check=True)
    return tun


def checksum(data):
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def refusal(packet):
    """The ICMP message "port unreachable" for a packet."""
    header = (packet[0] & 15) * 4
    body = struct.pack("!BBHI", 3, 3, 0, 0) + packet[: header + 8]
    body = body[:2] + struct.pack("!H", checksum(body)) + body[4:]
    head = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(body), 0, 0, 64, 1, 0, packet[16:20], packet[12:16])
    return head[:10] + struct.pack("!H", checksum(head)) + head[12:] + body


class Machine:
    def __init__(self, tun, one_way):
        self.tun = tun
        self.one_way = one_way
        self.due = []  # (time, number, what to do, packet)
        self.number = 0
        self.open = False
        self.tokens = BURST
        self.refilled = time.monotonic()

    def later(self, action, packet):
        self.number += 1
        heapq.heappush(self.due, (time.monotonic() + self.one_way, self.number, action, packet))

    def arrive(self, packet):
        if self.open:
            header = (packet[0] & 15) * 4
            sys.stdout.write(packet[header + 8 :].decode("ascii"))
            sys.stdout.flush()
        elif self.may_refuse():
            self.later(self.refuse, packet)

    def may_refuse(self):
        now = time.monotonic()
        self.tokens = min(BURST, self.tokens + now - self.refilled)
        self.refilled = now
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True

    def refuse(self, packet):
        os.write(self.tun, refusal(packet))

    def wait(self):
        return max(0, self.due[0][0] - time.monotonic()) if self.due else None

    def run_due(self):
        while self.due and self.due[0][0] <= time.monotonic():
            _, _, action, packet = heapq.heappop(self.due)
            action(packet)

    def run(self):
        while True:
            ready, _, _ = select.select([self.tun, sys.stdin], [], [], self.wait())
            self.run_due()
            if sys.stdin in ready:
                if not os.read(0, 100):
                    return  # the test is over
                self.open = True
                print("open=1", flush=True)
            if self.tun in ready:
                packet = os.read(self.tun, 65536)
                if packet[0] >> 4 == 4 and packet[9] == UDP:
                    self.later(self.arrive, packet)


name, near, far, round_trip = sys.argv[1:]
interface = open_interface(name, near)
print("ready=1", flush=True)
Machine(interface, float(round_trip) / 2000).run()
