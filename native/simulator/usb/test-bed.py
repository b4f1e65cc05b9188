#!/usr/bin/python3
"""Simulated USB devices with bulk pipes of the vendor's own class, on an umockdev test bed.

Run as the bed of the HID devices and told the same commands: plug (with "pipes": how many pairs), unplug, and report,
whose bytes go out on bulk IN pipe number "pipe". What the program under test writes comes as
{"device": NAME, "pipe": N, "report": HEX}. Transfers are answered where the kernel would: at the ioctls of usbfs.
"""
import errno
import json
import os
import struct
import sys
import threading

import gi

gi.require_version('UMockdev', '1.0')
from gi.repository import GLib, UMockdev  # noqa: E402

PACKET_BYTES = 64
# Bulk endpoints of the reference module, by how many pairs of pipes it has.
ENDPOINTS = {1: ([0x02], [0x81]), 2: ([0x02, 0x06], [0x81, 0x85])}
USBFS = 0x55
SUBMIT, DISCARD, REAP, REAP_NOW, CAPABILITIES, DRIVER = 10, 11, 12, 13, 26, 8
URB_BYTES, ENDPOINT_AT, STATUS_AT, BUFFER_AT, LENGTH_AT, ACTUAL_AT = 56, 1, 4, 16, 24, 28
# How long "nothing is done yet" takes to say: the file under the device is always ready, and libusb asks at once again.
PATIENCE_MS = 3

DEVICE = """P: /devices/pci0000:00/0000:00:14.0/usb1/1-{port}
N: bus/usb/{bus:03d}/{number:03d}={descriptors}
E: SUBSYSTEM=usb
E: DEVTYPE=usb_device
E: DEVNAME=/dev/bus/usb/{bus:03d}/{number:03d}
E: BUSNUM={bus:03d}
E: DEVNUM={number:03d}
E: MAJOR=189
E: MINOR={number}
E: PRODUCT={vendor}/{model}/100
A: idVendor={vendor}\\n
A: idProduct={model}\\n
A: busnum={bus}\\n
A: devnum={number}\\n
A: speed=12\\n
A: bConfigurationValue=1\\n
H: descriptors={descriptors}
"""

speaking = threading.Lock()


def say(**what):
    with speaking:
        print(json.dumps(what), flush=True)


def descriptors_of(vendor, model, pipes):
    outs, ins = ENDPOINTS[pipes]
    ends = b''.join(struct.pack('<BBBBHB', 7, 5, end, 2, PACKET_BYTES, 0) for end in outs + ins)
    face = struct.pack('<BBBBBBBBB', 9, 4, 0, 0, len(outs + ins), 0xFF, 0, 0, 0)
    whole = struct.pack('<BBHBBBBB', 9, 2, 9 + len(face) + len(ends), 1, 1, 0, 0x80, 50)
    device = struct.pack('<BBHBBBBHHHBBBB', 18, 1, 0x0110, 0, 0, 0, PACKET_BYTES, vendor, model, 0x0100, 0, 0, 0, 1)
    return device + whole + face + ends


class Transfers(UMockdev.IoctlBase):
    """The kernel's side of usbfs for one device. Everything happens on the main loop."""

    def __init__(self, name, pipes):
        super().__init__()
        self.name, self.is_gone = name, False
        self.outs, self.ins = ENDPOINTS[pipes]
        self.packets = {end: [] for end in self.ins}
        self.waiting, self.done = [], []

    def do_handle_ioctl(self, client):
        request = client.get_request()
        if (request >> 8) & 0xFF != USBFS:
            return False
        number, argument = request & 0xFF, client.get_arg()
        if self.is_gone and not (number in (REAP, REAP_NOW) and self.done):
            client.complete(-1, errno.ENODEV)
        elif number == SUBMIT:
            self.submit(argument)
            client.complete(0, 0)
        elif number in (REAP, REAP_NOW):
            self.reap(client, argument)
        elif number == DISCARD:
            self.discard(argument.resolve(0, URB_BYTES).client_addr)
            client.complete(0, 0)
        elif number == CAPABILITIES:
            argument.resolve(0, 4).update(0, struct.pack('<I', 0))
            client.complete(0, 0)
        elif number == DRIVER:
            client.complete(-1, errno.ENODATA)
        else:
            client.complete(0, 0)
        return True

    def submit(self, argument):
        urb = argument.resolve(0, URB_BYTES)
        facts = bytes(urb.retrieve())
        end, (length,) = facts[ENDPOINT_AT], struct.unpack_from('<i', facts, LENGTH_AT)
        buffer = urb.resolve(BUFFER_AT, length)
        if end in self.outs:
            self.finish(urb, length)
            say(device=self.name, pipe=self.outs.index(end), report=bytes(buffer.retrieve()).hex())
        else:
            self.waiting.append((end, urb, buffer))
            self.deliver()

    def finish(self, urb, length, status=0):
        urb.update(ACTUAL_AT, struct.pack('<i', length))
        urb.update(STATUS_AT, struct.pack('<i', status))
        self.done.append(urb)

    def deliver(self):
        for transfer in list(self.waiting):
            end, urb, buffer = transfer
            if self.packets[end]:
                packet = self.packets[end].pop(0)
                self.waiting.remove(transfer)
                buffer.update(0, packet)
                self.finish(urb, len(packet))

    def discard(self, address):
        for transfer in list(self.waiting):
            if transfer[1].client_addr == address:
                self.waiting.remove(transfer)
                self.finish(transfer[1], 0, -errno.ENOENT)

    def reap(self, client, argument):
        if self.done:
            argument.resolve(0, 8).set_ptr(0, self.done.pop(0))
            client.complete(0, 0)
        else:
            GLib.timeout_add(PATIENCE_MS, lambda: client.complete(-1, errno.EAGAIN))

    def send(self, pipe, data):
        self.packets[self.ins[pipe]] += [data[i:i + PACKET_BYTES] for i in range(0, len(data), PACKET_BYTES)]
        self.deliver()

    def vanish(self):
        self.is_gone = True
        for _, urb, _ in self.waiting:
            self.finish(urb, 0, -errno.ENODEV)
        self.waiting = []


class Bench:
    """Every device by its name; a port of the hub stays a device's own, a device number is never used twice."""

    def __init__(self):
        self.bed = UMockdev.Testbed.new()
        # Two beds of one machine hardly share a bus: a device is leased by its bus and number, which have a byte each.
        self.ports, self.plugged, self.bus, self.number = {}, {}, 1 + os.getpid() % 250, 1

    def plug(self, device, vendorId, productId, pipes=1, **_):
        port = self.ports.setdefault(device, len(self.ports) + 1)
        self.number += 1
        descriptors = descriptors_of(int(vendorId, 16), int(productId, 16), pipes).hex().upper()
        facts = dict(port=port, bus=self.bus, number=self.number, vendor=vendorId, model=productId, descriptors=descriptors)
        self.bed.add_from_string(DEVICE.format(**facts))
        transfers = Transfers(device, pipes)
        self.bed.attach_ioctl('/dev/bus/usb/%03d/%03d' % (self.bus, self.number), transfers)
        path = '/sys/devices/pci0000:00/0000:00:14.0/usb1/1-%d' % port
        self.bed.uevent(path, 'add')
        self.plugged[device] = (path, transfers)

    def unplug(self, device, **_):
        if device in self.plugged:
            path, transfers = self.plugged.pop(device)
            transfers.vanish()
            self.bed.uevent(path, 'remove')
            self.bed.remove_device(path)

    def report(self, device, hex, pipe=0, **_):
        if device in self.plugged:
            self.plugged[device][1].send(pipe, bytes.fromhex(hex))


def obey(line):
    command = json.loads(line)
    getattr(bench, command['do'])(**command)
    say(done=True)
    return False


def listen():
    for line in sys.stdin:
        GLib.idle_add(obey, line)
    os._exit(0)


bench = Bench()
say(root=bench.bed.get_root_dir())
threading.Thread(target=listen, daemon=True).start()
GLib.MainLoop().run()
