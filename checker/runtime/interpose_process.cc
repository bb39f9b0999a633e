// Stand-ins for the start and the ends of a program, and for other processes.
#include <assert.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <exception>

#include "checker/runtime/api.h"
#include "checker/runtime/caller.h"
#include "checker/runtime/crash.h"
#include "checker/runtime/file_stream.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/keys.h"
#include "checker/runtime/os.h"
#include "checker/runtime/outside.h"
#include "checker/runtime/process.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/server.h"
#include "checker/runtime/signal_model.h"
#include "checker/runtime/unsafe.h"

namespace racelab::rt {
namespace {

using Main = int (*)(int, char**, char**);
Main program_main;

// Of pthread_atfork; ours and not libc's, which would run them in the middle of the fork.
struct ForkHandlers {
  void (*prepare)();
  void (*parent)();
  void (*child)();
};
constexpr uint32_t kHandlers = 64;
ForkHandlers handlers[kHandlers];
uint32_t handler_count = 0;

void AtExitOfProgram(int code, void*) {
  if (current == nullptr) return;
  FlushAll();
  Complete(code);
}

int MainOfProgram(int count, char** arguments, char** environment) {
  NoteMainFrame(__builtin_frame_address(0));
  const int code = program_main(count, arguments, environment);
  if (current != nullptr) RunAtExit(current);
  return code;
}

// Whether an exception is at work. Looking at it is no step of the program.
bool Thrown() {
  Task* const self = current;
  current = nullptr;
  const bool thrown = std::current_exception() != nullptr;
  current = self;
  return thrown;
}

// What an exception that nobody caught says of itself.
void DescribeException(Text& text) {
  try {
    throw;
  } catch (const std::exception& exception) {
    text << exception.what();
  } catch (...) {
    text << "it is not a std::exception";
  }
}

void RaiseAbort(uint32_t pc) {
  if ((state.processes[here].caught & Bit(SIGABRT)) == 0) return;
  current->blocked &= ~Bit(SIGABRT);
  SendSignal(here, current, {SIGABRT, trace::kMaxTasks, SI_TKILL, state.processes[here].pid, 0, 0},
             pc);
  TakeSignals();
}

[[noreturn]] void Abort(uint32_t pc) {
  const bool thrown = Thrown();
  const trace::Kind kind = thrown ? trace::Kind::kException : trace::Kind::kCrash;
  char message[400];
  Text text(message, sizeof message);
  if (thrown) {
    DescribeException(text);
  } else {
    text << "abort() was called, by the program or by std::terminate";
    // A handler may leave by a jump, but when it returns, the process ends all the same.
    RaiseAbort(pc);
  }
  Crash(kind, SIGABRT, pc, message, false);
}

int RunHandlers(bool child) {
  for (uint32_t i = 0; i < handler_count; ++i) {
    void (*handler)() = child ? handlers[i].child : handlers[i].parent;
    if (handler != nullptr) handler();
  }
  return 0;
}

}  // namespace
}  // namespace racelab::rt

using racelab::rt::current;

extern "C" {

int __libc_start_main(racelab::rt::Main main, int count, char** arguments, void (*init)(),
                      void (*fini)(), void (*rtld_fini)(), void* stack_end) {
  using Function =
      int (*)(racelab::rt::Main, int, char**, void (*)(), void (*)(), void (*)(), void*);
  const auto real = reinterpret_cast<Function>(racelab::rt::Next("__libc_start_main"));
  racelab::rt::program_main = main;
  const racelab::rt::Start start = racelab::rt::Connect();
  if (start == racelab::rt::Start::kAtMain) racelab::rt::Serve();
  if (start != racelab::rt::Start::kPlain) on_exit(racelab::rt::AtExitOfProgram, nullptr);
  return real(racelab::rt::MainOfProgram, count, arguments, init, fini, rtld_fini, stack_end);
}

void racelab_take_over() {
  if (racelab::rt::state.region == nullptr || current != nullptr) return;
  racelab::rt::Serve();
  racelab::rt::state.in_test = true;
}
void racelab_complete() {
  if (current == nullptr) return;
  if (racelab::rt::here == 0) racelab::rt::state.in_test = false;
  racelab::rt::Complete(0);
}
void racelab_fail(const char* message) {
  if (current == nullptr) return;
  racelab::rt::Report(racelab::trace::Kind::kAssertion, RACELAB_CALLER, message);
}

int racelab_exploring() { return current != nullptr ? 1 : 0; }

void racelab_may_die(int may) {
  if (current == nullptr) return;
  racelab::rt::state.processes[racelab::rt::here].may_die = may != 0;
}

void exit(int code) {
  if (current != nullptr && current->handlers != 0) RACELAB_UNSAFE("exit()");
  if (current != nullptr) racelab::rt::RunAtExit(current);
  RACELAB_REAL(exit)(code);
  __builtin_unreachable();
}
void _exit(int code) {
  if (current != nullptr) racelab::rt::Complete(code);
  RACELAB_REAL(_exit)(code);
  __builtin_unreachable();
}
void _Exit(int code) { _exit(code); }
void quick_exit(int code) noexcept { _exit(code); }

void abort() noexcept {
  if (current != nullptr) racelab::rt::Abort(RACELAB_CALLER);
  RACELAB_REAL(abort)();
  __builtin_unreachable();
}

void __assert_fail(const char* expression, const char* file, unsigned line,
                   const char* function) noexcept {
  if (current == nullptr) {
    RACELAB_REAL(__assert_fail)(expression, file, line, function);
    __builtin_unreachable();
  }
  char message[400];
  racelab::rt::Text(message, sizeof message) << "assert(" << expression << ") failed";
  racelab::rt::Report(racelab::trace::Kind::kAssertion, RACELAB_CALLER, message);
  racelab::rt::Stop(racelab::trace::End::kCompleted, "");
}

void __cxa_throw(void* exception, void* type, void (*destructor)(void*)) {
  using Function = void (*)(void*, void*, void (*)(void*));
  const auto real = RACELAB_NEXT(Function, "__cxa_throw");
  if (current != nullptr) {
    racelab::trace::Stack stack;
    racelab::rt::FillStack(current, RACELAB_CALLER, stack);
    current->throw_depth = stack.count < 8 ? stack.count : 8;
    for (uint32_t i = 0; i < current->throw_depth; ++i) current->throw_stack[i] = stack.pc[i];
  }
  real(exception, type, destructor);
  __builtin_unreachable();
}

[[gnu::weak]] pid_t fork() noexcept {
  using racelab::rt::handler_count, racelab::rt::handlers;
  for (uint32_t i = handler_count; i > 0; --i) {
    if (handlers[i - 1].prepare != nullptr) handlers[i - 1].prepare();
  }
  const pid_t child = current == nullptr ? RACELAB_REAL(fork)() : racelab::rt::Fork(RACELAB_CALLER);
  racelab::rt::RunHandlers(child == 0);
  return child;
}
pid_t _Fork() noexcept {
  return current == nullptr ? RACELAB_REAL(_Fork)() : racelab::rt::Fork(RACELAB_CALLER);
}

int __register_atfork(void (*prepare)(), void (*parent)(), void (*child)(), void*) {
  if (racelab::rt::handler_count == racelab::rt::kHandlers) return ENOMEM;
  racelab::rt::handlers[racelab::rt::handler_count++] = {prepare, parent, child};
  return 0;
}
int pthread_atfork(void (*prepare)(), void (*parent)(), void (*child)()) noexcept {
  return __register_atfork(prepare, parent, child, nullptr);
}

}  // extern "C"
