// The plan of some system, for those who know no system. A value: a copy is a plan of its own.
//
// It carries the engine of its system (engine.hpp), so whoever has a plan can run it. What all
// plans have is at hand (plan->wiring); the rest is for the system itself, which knows what it put
// in.
// Tested by: tests/models/any_plan_test.cpp.
#pragma once

#include <memory>
#include <utility>

#include "sim/base/ensure.hpp"
#include "sim/world/plan.hpp"

namespace mqfate {

struct Engine;

class AnyPlan {
public:
    /// No plan: for a scenario that is being read.
    AnyPlan() = default;
    template <class V>
    AnyPlan(Plan<V> plan, const Engine& engine)
        : held_(new Plan<V>(std::move(plan)), Delete<V>), engine_(&engine), copy_(copy<V>) {
        common_ = static_cast<Plan<V>*>(held_.get());
    }
    AnyPlan(const AnyPlan& other) : AnyPlan() {
        if (other.held_) other.copy_(other, *this);
    }
    AnyPlan(AnyPlan&& other) noexcept = default;
    AnyPlan& operator=(const AnyPlan& other) { return *this = AnyPlan(other); }
    AnyPlan& operator=(AnyPlan&& other) noexcept = default;
    ~AnyPlan() = default;

    CommonPlan* operator->() { return common_; }
    const CommonPlan* operator->() const { return common_; }
    CommonPlan& operator*() { return *common_; }
    const CommonPlan& operator*() const { return *common_; }
    const Engine& engine() const { return *engine_; }

    /// Requires: it is a Plan<V>.
    template <class V> Plan<V>& as() {
        ENSURE(copy_ == copy<V>, "a plan of another system");
        return *static_cast<Plan<V>*>(held_.get());
    }
    template <class V> const Plan<V>& as() const { return const_cast<AnyPlan*>(this)->as<V>(); }

private:
    template <class V> static void Delete(void* plan) { delete static_cast<Plan<V>*>(plan); }
    template <class V> static void copy(const AnyPlan& from, AnyPlan& to) {
        to = AnyPlan(from.as<V>(), *from.engine_);
    }

    std::unique_ptr<void, void (*)(void*)> held_{nullptr, [](void*) {}};
    CommonPlan* common_ = nullptr;
    const Engine* engine_ = nullptr;
    void (*copy_)(const AnyPlan&, AnyPlan&) = nullptr;  // also says what it is a plan of
};

}  // namespace mqfate
