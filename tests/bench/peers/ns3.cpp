// The workloads of tests/bench/workloads.hpp in ns-3, with its default scheduler (a map) or with
// its quickest for them (a priority queue).
//   ns-3 hold|queue|retry PENDING OPERATIONS [priority-queue]     prints nanoseconds an operation
//
// Its retry has no wires: a request is two plain events, ours two packets on a connection. A
// time-out is removed from the map, which takes less there than Simulator::Cancel, after which it
// would stay until it is due; a priority queue would be searched from end to end for it, so there
// it stays.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include <ns3/core-module.h>

namespace {

using namespace ns3;

std::uint64_t operations = 0;
bool priority_queue = false;

void count() {
    if (--operations == 0) Simulator::Stop();
}

/// Of `variable`, which draws nanoseconds. Seconds(double) would take 45 ns more.
Time drawn(RandomVariableStream& variable) {
    return NanoSeconds(static_cast<std::uint64_t>(variable.GetValue()));
}

Ptr<ExponentialRandomVariable> exponential(double mean) {
    auto variable = CreateObject<ExponentialRandomVariable>();
    variable->SetAttribute("Mean", DoubleValue(mean));
    return variable;
}

struct Hold {
    Ptr<ExponentialRandomVariable> delay = exponential(1e6);

    void start(std::uint64_t pending) {
        for (std::uint64_t i = 0; i < pending; ++i) again();
    }
    void again() { Simulator::Schedule(drawn(*delay), &Hold::tick, this); }
    void tick() {
        again();
        count();
    }
};

struct Queue {
    Ptr<ExponentialRandomVariable> between = exponential(1e6), service = exponential(0.8e6);
    std::uint64_t waiting = 0;

    void start(std::uint64_t) { next(); }
    void next() { Simulator::Schedule(drawn(*between), &Queue::arrive, this); }
    void serve() { Simulator::Schedule(drawn(*service), &Queue::served, this); }
    void arrive() {
        next();
        if (waiting++ == 0) serve();
    }
    void served() {
        if (--waiting != 0) serve();
        count();
    }
};

struct Retry {
    Ptr<UniformRandomVariable> wire = CreateObject<UniformRandomVariable>();
    std::vector<EventId> time_outs;

    void start(std::uint64_t clients) {
        wire->SetAttribute("Min", DoubleValue(200e3));
        wire->SetAttribute("Max", DoubleValue(400e3));
        time_outs.resize(clients);
        for (std::uint32_t client = 0; client < clients; ++client) ask(client);
    }
    void ask(std::uint32_t client) {
        Simulator::Schedule(drawn(*wire), &Retry::asked, this, client);
        time_outs[client] = Simulator::Schedule(Seconds(30), &Retry::ask, this, client);
    }
    void asked(std::uint32_t client) {
        Simulator::Schedule(drawn(*wire), &Retry::answered, this, client);
    }
    void answered(std::uint32_t client) {
        if (priority_queue)
            Simulator::Cancel(time_outs[client]);
        else
            Simulator::Remove(time_outs[client]);
        ask(client);
        count();
    }
};

template <class Workload> void simulate(std::uint64_t pending) {
    Workload workload;
    workload.start(pending);
    Simulator::Run();
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 4) return 2;
    const std::string kind = argv[1];
    const std::uint64_t pending = std::strtoull(argv[2], nullptr, 10);
    const std::uint64_t asked = operations = std::strtoull(argv[3], nullptr, 10);
    priority_queue = argc > 4;
    if (priority_queue) Simulator::SetScheduler(ObjectFactory("ns3::PriorityQueueScheduler"));
    const std::clock_t begin = std::clock();
    if (kind == "hold") simulate<Hold>(pending);
    if (kind == "queue") simulate<Queue>(pending);
    if (kind == "retry") simulate<Retry>(pending);
    const double nanoseconds = static_cast<double>(std::clock() - begin) * (1e9 / CLOCKS_PER_SEC);
    std::printf("%.1f\n", nanoseconds / static_cast<double>(asked));
    std::_Exit(std::fflush(stdout));  // what is still pending need not be taken down
}
