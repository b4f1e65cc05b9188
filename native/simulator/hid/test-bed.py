#!/usr/bin/python3
"""Simulated HID devices on an umockdev test bed.

Run as: umockdev-wrapper /usr/bin/python3 test-bed.py. First line on standard output: {"root": FOLDER}; programs that run
with LD_PRELOAD=libumockdev-preload.so.0 and UMOCKDEV_DIR=FOLDER see the devices. Then one JSON command a line on
standard input, each answered by {"done": true}:

    {"do": "plug", "device": NAME, "vendorId": "0483", "productId": "572b", "product": TEXT}
    {"do": "unplug", "device": NAME}
    {"do": "report", "device": NAME, "hex": BYTES}          an input report, as the device sends it

What the program under test writes comes as {"device": NAME, "report": HEX}, without the report id. The end of standard
input ends everything.
"""
import json
import os
import select
import struct
import sys
import threading
import time

import gi

gi.require_version('UMockdev', '1.0')
from gi.repository import GLib, UMockdev  # noqa: E402

REPORT_BYTES = 64
# Vendor page, one input and one output report of 64 bytes, no report ids.
DESCRIPTOR = bytes.fromhex('0600ff0901a101150026ff007508954009028102954009039102c0')
HIDRAW_IOCTL = 0x48
IOCTL_DESCRIPTOR_SIZE, IOCTL_DESCRIPTOR = 1, 2

USB_PARENTS = """P: /devices/pci0000:00/0000:00:14.0/usb1/1-{port}
N: bus/usb/001/{bus_number:03d}=12010002
E: SUBSYSTEM=usb
E: DEVTYPE=usb_device
E: DEVNAME=/dev/bus/usb/001/{bus_number:03d}
E: BUSNUM=001
E: DEVNUM={bus_number:03d}
E: MAJOR=189
E: MINOR={port}
E: PRODUCT={vendor}/{model}/100
A: idVendor={vendor}\\n
A: idProduct={model}\\n
A: bcdDevice=0100\\n
A: manufacturer=Simulated\\n
A: product={product}\\n
A: serial=SIM{port:04d}\\n

P: /devices/pci0000:00/0000:00:14.0/usb1/1-{port}/1-{port}:1.0
E: SUBSYSTEM=usb
E: DEVTYPE=usb_interface
E: INTERFACE=3/0/0
A: bInterfaceNumber=00\\n
A: bInterfaceClass=03\\n

P: /devices/pci0000:00/0000:00:14.0/usb1/1-{port}/1-{port}:1.0/0003:{VENDOR}:{MODEL}.{port:04X}
E: SUBSYSTEM=hid
E: DRIVER=hid-generic
E: HID_ID=0003:0000{VENDOR}:0000{MODEL}
E: HID_NAME=Simulated {product}
E: HID_PHYS=usb-0000:00:14.0-{port}/input0
E: HID_UNIQ=SIM{port:04d}

"""
HID_RAW = """P: /devices/pci0000:00/0000:00:14.0/usb1/1-{port}/1-{port}:1.0/0003:{VENDOR}:{MODEL}.{port:04X}/hidraw/hidraw{number}
N: hidraw{number}
E: SUBSYSTEM=hidraw
E: DEVNAME=/dev/hidraw{number}
E: MAJOR=245
E: MINOR={minor}
L: device=../../../0003:{VENDOR}:{MODEL}.{port:04X}
A: dev=245:{minor}\\n
"""

speaking = threading.Lock()


def say(**what):
    with speaking:
        print(json.dumps(what), flush=True)


class Descriptor(UMockdev.IoctlBase):
    """Answers the two questions that hidapi asks before it opens a device."""

    def do_handle_ioctl(self, client):
        request = client.get_request()
        if (request >> 8) & 0xFF != HIDRAW_IOCTL:
            return False
        argument, size = client.get_arg(), struct.pack('<I', len(DESCRIPTOR))
        if request & 0xFF == IOCTL_DESCRIPTOR_SIZE:
            argument.resolve(0, 4).update(0, size)
        elif request & 0xFF == IOCTL_DESCRIPTOR:
            argument.resolve(0, 4100).update(0, size + DESCRIPTOR)
        else:
            return False
        client.complete(0, 0)
        return True


class Device:
    """One plugged-in device: a pseudo-terminal whose other end stands in for /dev/hidrawN."""

    def __init__(self, bed, name, facts):
        self.bed, self.name, self.node = bed, name, '/dev/hidraw%d' % facts['number']
        self.path = '/sys' + HID_RAW.format(**facts).split('\n', 1)[0][3:]
        bed.add_from_string(HID_RAW.format(**facts))
        bed.attach_ioctl(self.node, Descriptor())
        self.wire = bed.get_dev_fd(self.node)
        self.terminal = os.readlink(bed.get_root_dir() + self.node)
        # Held open so that a host that closes its end does not hang the line up, and asked whether reports are taken.
        self.held = os.open(self.terminal, os.O_RDWR | os.O_NOCTTY)
        self.untaken = select.poll()
        self.untaken.register(self.held, select.POLLIN)
        self.stopped = threading.Event()
        self.reader = threading.Thread(target=self.listen, daemon=True)
        self.reader.start()

    def listen(self):
        # This thread owns the wire: closed from elsewhere while it reads, the other end would not be hung up.
        written, arrival = b'', select.poll()
        arrival.register(self.wire, select.POLLIN)
        while not self.stopped.is_set():
            if not arrival.poll(20):
                continue
            try:
                written += os.read(self.wire, 65536)
            except OSError:
                break
            while len(written) > REPORT_BYTES:
                say(device=self.name, report=written[1:REPORT_BYTES + 1].hex())
                written = written[REPORT_BYTES + 1:]
        os.close(self.wire)

    def send(self, report):
        while self.untaken.poll(0) and not self.stopped.is_set():
            time.sleep(0.0002)  # the wire knows no reports: one at a time keeps their borders
        os.write(self.wire, report)

    def unplug(self):
        self.bed.detach_ioctl(self.node)
        self.bed.remove_device(self.path)
        os.close(self.held)
        self.stopped.set()
        self.reader.join()
        # umockdev leaves this file, and the number of the terminal comes again.
        os.unlink(self.bed.get_root_dir() + '/dev/.ptymap/' + self.terminal.replace('/', '_'))


class Bench:
    """Every device by its name; a port of the hub stays a device's own, a node number is never used twice."""

    def __init__(self):
        self.bed = UMockdev.Testbed.new()
        # Two beds of one machine share no node name: a device is leased by it.
        self.ports, self.plugged, self.number = {}, {}, os.getpid() * 100

    def plug(self, device, vendorId, productId, product='Reader', **_):
        is_new = device not in self.ports
        port = self.ports.setdefault(device, len(self.ports) + 1)
        vendor, model = vendorId.lower(), productId.lower()
        facts = dict(port=port, bus_number=port + 1, number=self.number, minor=self.number % 65536, vendor=vendor, model=model, product=product)
        facts.update(VENDOR=vendor.upper(), MODEL=model.upper())
        if is_new:
            self.bed.add_from_string(USB_PARENTS.format(**facts))
        self.plugged[device] = Device(self.bed, device, facts)
        self.number += 1

    def unplug(self, device, **_):
        if device in self.plugged:
            self.plugged.pop(device).unplug()

    def report(self, device, hex, **_):
        if device in self.plugged:
            self.plugged[device].send(bytes.fromhex(hex))


bench = Bench()
threading.Thread(target=GLib.MainLoop().run, daemon=True).start()
say(root=bench.bed.get_root_dir())
for line in sys.stdin:
    command = json.loads(line)
    getattr(bench, command['do'])(**command)
    say(done=True)
os._exit(0)
