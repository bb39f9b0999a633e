// Shim of the tsan and explore variants: results that a future gets at the end of a thread, as by
// std::promise::set_value_at_thread_exit.
//
// Here is libstdc++'s own function (future.cc in its sources): inside the shared library nobody
// sees that it orders what the thread did before its end.
#include <dlfcn.h>

#include <future>
#include <memory>

#ifdef __GLIBCXX__
namespace std {

void __future_base::_State_baseV2::_Make_ready::_S_run(void* made) {
  const unique_ptr<_Make_ready> ready(static_cast<_Make_ready*>(made));
  if (const auto state = ready->_M_shared_state.lock()) {
    state->_M_status._M_store_notify_all(_Status::__ready, memory_order_release);
  }
}

// The library's own puts it into the list of what is to run at the end.
void __future_base::_State_baseV2::_Make_ready::_M_set() {
  static void* const own =
      dlsym(RTLD_NEXT, "_ZNSt13__future_base13_State_baseV211_Make_ready6_M_setEv");
  reinterpret_cast<void (*)(_Make_ready*)>(own)(this);
  _M_cb = &_Make_ready::_S_run;
}

}  // namespace std
#endif
