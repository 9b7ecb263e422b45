#include "models/searching.hpp"

#include "words/catalogue.hpp"

namespace mqfate {

using namespace words::literals;

words::Phrase in_one(const std::string& who, const words::Phrase& does) {
    return {"step.of"_t,
            {{"who", who.empty() ? words::Phrase("step.the_network"_t) : words::Phrase(who)},
             {"does", does}}};
}

}  // namespace mqfate
