// Who is told by a signal or a thread that a message has come to an empty queue: mq_notify().
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_QUEUE_NOTICE_H_
#define RACELAB_CHECKER_RUNTIME_QUEUE_NOTICE_H_

#include <signal.h>

#include <cstdint>

namespace racelab::rt {

// The caller's process asks for it, once; null: not any more. Returns 0 or -errno.
long AskForNotice(uintptr_t channel, const sigevent* event, uint32_t pc);
// The caller's process has closed a descriptor of a queue, and with it has asked for nothing.
void WithdrawNotice(uintptr_t channel);

// A message was sent to a queue, which has so many now. Who waits for one in mq_receive() gets it,
// and then nobody is told.
void GiveNotice(uintptr_t channel, long messages, uint32_t pc);

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_QUEUE_NOTICE_H_
