// The workloads of tests/bench/workloads.hpp in SimGrid, as timers of its kernel: the cheapest
// event that it has (an actor's sleep is a change of stacks besides).
//   SimGrid hold|queue|retry PENDING OPERATIONS     prints nanoseconds an operation
//
// Its retry has no wires: a request is two plain timers, ours two packets on a connection.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include <simgrid/kernel/Timer.hpp>
#include <simgrid/s4u.hpp>
#include <xbt/random.hpp>

namespace {

using simgrid::kernel::timer::Timer;
using simgrid::xbt::random::exponential;
using simgrid::xbt::random::uniform_real;

std::uint64_t operations = 0;
std::uint64_t asked_for = 0;
std::clock_t begin;

void count() {
    if (--operations != 0) return;
    const double nanoseconds = static_cast<double>(std::clock() - begin) * (1e9 / CLOCKS_PER_SEC);
    std::printf("%.1f\n", nanoseconds / static_cast<double>(asked_for));
    std::_Exit(std::fflush(stdout));  // what is still pending need not be taken down
}

template <class Callback> Timer* after(double seconds, Callback callback) {
    return Timer::set(simgrid::s4u::Engine::get_clock() + seconds, callback);
}

struct Hold {
    void start(std::uint64_t pending) {
        for (std::uint64_t i = 0; i < pending; ++i) again();
    }
    void again() {
        after(exponential(1e3), [this] {
            again();
            count();
        });
    }
};

struct Queue {
    std::uint64_t waiting = 0;

    void start(std::uint64_t) { next(); }
    void next() {
        after(exponential(1e3), [this] {
            next();
            if (waiting++ == 0) serve();
        });
    }
    void serve() {
        after(exponential(1.25e3), [this] {
            if (--waiting != 0) serve();
            count();
        });
    }
};

struct Retry {
    std::vector<Timer*> time_outs;

    void start(std::uint64_t clients) {
        time_outs.resize(clients);
        for (std::uint32_t client = 0; client < clients; ++client) ask(client);
    }
    void ask(std::uint32_t client) {
        after(uniform_real(200e-6, 400e-6), [this, client] { asked(client); });
        time_outs[client] = after(30, [this, client] { ask(client); });
    }
    void asked(std::uint32_t client) {
        after(uniform_real(200e-6, 400e-6), [this, client] {
            time_outs[client]->remove();
            ask(client);
            count();
        });
    }
};

}  // namespace

int main(int argc, char** argv) {
    if (argc < 4) return 2;
    const std::string kind = argv[1];
    const std::uint64_t pending = std::strtoull(argv[2], nullptr, 10);
    operations = asked_for = std::strtoull(argv[3], nullptr, 10);
    simgrid::s4u::Engine engine(&argc, argv);
    simgrid::s4u::NetZone* zone = simgrid::s4u::create_full_zone("world");
    simgrid::s4u::Host* host = zone->create_host("host", 1e9)->seal();
    zone->seal();

    Hold hold;
    Queue queue;
    Retry retry;
    begin = std::clock();
    simgrid::s4u::Actor::create("keeps the engine going", host, [&] {
        if (kind == "hold") hold.start(pending);
        if (kind == "queue") queue.start(pending);
        if (kind == "retry") retry.start(pending);
        simgrid::s4u::this_actor::sleep_for(1e9);
    });
    engine.run();
    return 1;
}
