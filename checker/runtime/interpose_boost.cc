// Stand-ins for the atomic operations of Boost.Interprocess, which are assembler and `volatile` in
// its header: the compiler does not say what they are.
//
// A function that is not inline comes before the inline ones of that header.
#include <cstdint>

// Declared as the compiler calls them.
extern "C" {
unsigned __tsan_atomic32_load(const volatile unsigned* at, int order);
void __tsan_atomic32_store(volatile unsigned* at, unsigned value, int order);
unsigned __tsan_atomic32_fetch_add(volatile unsigned* at, unsigned value, int order);
unsigned __tsan_atomic32_compare_exchange_val(volatile unsigned* at, unsigned expected,
                                              unsigned desired, int order, int failure);
}

namespace boost::interprocess::ipcdetail {

// The calls are the last thing done: they see the caller's return address.
uint32_t atomic_read32(volatile uint32_t* at) { return __tsan_atomic32_load(at, __ATOMIC_SEQ_CST); }
void atomic_write32(volatile uint32_t* at, uint32_t value) {
  __tsan_atomic32_store(at, value, __ATOMIC_SEQ_CST);
}
uint32_t atomic_inc32(volatile uint32_t* at) {
  return __tsan_atomic32_fetch_add(at, 1, __ATOMIC_SEQ_CST);
}
uint32_t atomic_dec32(volatile uint32_t* at) {
  return __tsan_atomic32_fetch_add(at, ~0u, __ATOMIC_SEQ_CST);
}
uint32_t atomic_cas32(volatile uint32_t* at, uint32_t desired, uint32_t expected) {
  return __tsan_atomic32_compare_exchange_val(at, expected, desired, __ATOMIC_SEQ_CST,
                                              __ATOMIC_SEQ_CST);
}

}  // namespace boost::interprocess::ipcdetail
