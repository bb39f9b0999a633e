// Accuses a handler that calls what it has interrupted.
#include "checker/runtime/unsafe.h"

#include "checker/runtime/finish.h"
#include "checker/runtime/os.h"
#include "checker/runtime/scheduler.h"

namespace racelab::rt {

void EnterUnsafe(const char* name, const void* caller) {
  Task* self = current;
  const uint32_t pc = ProgramPc(caller);
  if (self->handlers != 0 && self->interrupted != nullptr) {
    char text[300];
    Text(text, sizeof text) << "a signal handler calls " << name << " and has interrupted "
                            << self->interrupted
                            << ": neither is safe in a handler (signal-safety(7))";
    Misuse(pc, Op::kNone, 0, text);
  }
  if (!InProgram(caller)) return;
  self->unsafe = name;
  Point(Op::kNone, 0, pc);
  self->unsafe = nullptr;
}

}  // namespace racelab::rt
