// Which instructions order threads unseen.
#include "checker/check/unseen_order.h"

#include <gmock/gmock.h>

namespace racelab {
namespace {

TEST(UnseenOrderTest, ALockPrefixAndAnExchangeWithMemoryAre) {
  for (const char* instruction :
       {"lock cmpxchg %ecx,(%rdx)", "lock xadd %eax,0x2ed4(%rip)        # 404028 <lock>",
        "xchg   %eax,(%rdi)", "xchg   %al,0x404010", "xchg   (%rdi),%rax", "lock incl 0x4(%rbp)"}) {
    EXPECT_TRUE(IsAtomicInstruction(instruction)) << instruction;
  }
}

TEST(UnseenOrderTest, OthersAreNot) {
  for (const char* instruction :
       {"xchg   %ax,%ax", "lock addl $0x0,(%rsp)", "lock orq $0x0,-0x8(%rsp)", "mfence", "pause",
        "mov    %eax,(%rdi)", "call   401040 <lock>", ""}) {
    EXPECT_FALSE(IsAtomicInstruction(instruction)) << instruction;
  }
}

}  // namespace
}  // namespace racelab
