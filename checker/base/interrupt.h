// Interrupt: one flag that ctrl-C (and SIGTERM, SIGHUP) sets, and a descriptor to wait for it.
//
// **Thread safety**: all functions may be called from any thread; the handler is async-signal-safe.
#ifndef RACELAB_CHECKER_BASE_INTERRUPT_H_
#define RACELAB_CHECKER_BASE_INTERRUPT_H_

namespace racelab {

// Installs the handlers. Call once, early in main. A second ctrl-C does not end the program sooner:
// what runs is killed at the first one.
void CatchInterrupts();

// Whether an interrupt arrived.
bool Interrupted();

// Readable for ever after the first interrupt: for poll(2). -1 before CatchInterrupts.
int InterruptDescriptor();

}  // namespace racelab

#endif  // RACELAB_CHECKER_BASE_INTERRUPT_H_
