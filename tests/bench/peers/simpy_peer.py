"""The workloads of tests/bench/workloads.hpp in SimPy.

    simpy_peer.py hold|queue|retry PENDING OPERATIONS     prints nanoseconds an operation

As its own examples are written: a process for each holder, customer, client and round trip. A
time-out cannot be cancelled: it stays in the queue until it is due.
"""

import os
import random
import sys
import time

import simpy


class Workload:
    """Counts operations; the last one ends the run."""

    def __init__(self, operations):
        self.env = simpy.Environment()
        self.left = operations
        self.done = self.env.event()

    def count(self):
        self.left -= 1
        if self.left == 0:
            self.done.succeed()

    def hold(self, pending):
        for _ in range(pending):
            self.env.process(self.holder())

    def holder(self):
        while True:
            yield self.env.timeout(random.expovariate(1e3))
            self.count()

    def queue(self, _):
        self.env.process(self.arrivals(simpy.Resource(self.env)))

    def arrivals(self, server):
        while True:
            yield self.env.timeout(random.expovariate(1e3))
            self.env.process(self.customer(server))

    def customer(self, server):
        with server.request() as turn:
            yield turn
            yield self.env.timeout(random.expovariate(1.25e3))
        self.count()

    def retry(self, clients):
        for _ in range(clients):
            self.env.process(self.client())

    def client(self):
        while True:
            answer = self.env.process(self.round_trip())
            yield answer | self.env.timeout(30)
            self.count()

    def round_trip(self):
        yield self.env.timeout(random.uniform(200e-6, 400e-6))
        yield self.env.timeout(random.uniform(200e-6, 400e-6))


def main():
    kind, pending, operations = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    workload = Workload(operations)
    begin = time.process_time_ns()
    getattr(workload, kind)(pending)
    workload.env.run(until=workload.done)
    print(f"{(time.process_time_ns() - begin) / operations:.1f}", flush=True)
    os._exit(0)  # what is still pending need not be taken down


if __name__ == "__main__":
    main()
