// Which planted bug the program has: the one whose number MQFATE_PLANTED is; 0: none.
#include <cstdlib>

namespace mqfate::planted {

extern const int bug;
const int bug = [] {
    const char* number = std::getenv("MQFATE_PLANTED");
    return number == nullptr ? 0 : std::atoi(number);
}();

}  // namespace mqfate::planted
