// expect: 'getpid'
#include <unistd.h>
extern "C" pid_t getpid() noexcept { return 7; }
void Count() {}
