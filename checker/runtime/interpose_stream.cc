// Stand-ins for the parts of C++ streams that live in the C++ library's shared object, where the
// compiler could not instrument them. Each tells the detector that the stream's buffer changes.
//
// std::cout and its like are no race: they may be used by several threads at a time.
#include <dlfcn.h>
#include <link.h>

#include <ios>

#include "checker/runtime/os.h"
#include "checker/runtime/program_access.h"

namespace racelab::rt {
namespace {

// As in libstdc++: a stream begins with the pointer to its table, which says how far away the part
// is that all streams have, and that ends with a pointer to the buffer.
constexpr ptrdiff_t kDistance = -3;  // in the table
constexpr size_t kBuffer = 232;
static_assert(sizeof(std::basic_ios<char>) == kBuffer + 4 * sizeof(void*));

// A buffer has three pointers for what is read and three for what is written.
constexpr size_t kReading = 8, kWriting = 32, kPointers = 24;  // bytes

// One part of the library often leaves for another one without a trace: that one seems to have been
// called by a stand-in.
extern "C" const char __start_racelab_streams[], __stop_racelab_streams[];

bool IsProgramsCall(const void* caller) {
  return Counts(caller) && (caller < __start_racelab_streams || caller >= __stop_racelab_streams);
}

// Nullptr for none, and for a library's own one such as that of std::cout.
const char* BufferOf(const void* stream) {
  const auto* table = *static_cast<const ptrdiff_t* const*>(stream);
  const char* all = static_cast<const char*>(stream) + table[kDistance];
  const char* buffer = *reinterpret_cast<const char* const*>(all + kBuffer);
  dl_find_object found;
  const bool in_object = _dl_find_object(const_cast<char*>(buffer), &found) == 0;
  const bool in_library = in_object && found.dlfo_link_map->l_name[0] != 0;
  return in_library ? nullptr : buffer;
}

void Writes(const void* stream, uint32_t pc) {
  if (const char* buffer = BufferOf(stream))
    Access(Address(buffer + kWriting), kPointers, true, pc);
}

void Looks(const void* stream, uint32_t pc) {
  const char* buffer = BufferOf(stream);
  if (buffer != nullptr) Access(Address(buffer + kReading), 2 * kPointers, false, pc);
}

// Where one can write, too, it looks whether there is more to read.
void Reads(const void* stream, uint32_t pc) {
  const char* buffer = BufferOf(stream);
  if (buffer == nullptr) return;
  Access(Address(buffer + kReading), kPointers, true, pc);
  Access(Address(buffer + kWriting), kPointers, false, pc);
}

}  // namespace
}  // namespace racelab::rt

// Weak: where the C++ library is linked statically, its own ones are there.
#define RACELAB_ON_STREAM(does, name, symbol, parameters, arguments)                            \
  [[gnu::weak, gnu::section("racelab_streams")]] void* name parameters __asm__(symbol);         \
  void* name parameters {                                                                       \
    if (racelab::rt::IsProgramsCall(__builtin_return_address(0))) does(stream, RACELAB_CALLER); \
    return RACELAB_NEXT(decltype(&name), symbol) arguments;                                     \
  }
#define RACELAB_STREAM_ALONE(does, name, symbol) \
  RACELAB_ON_STREAM(does, name, symbol, (void* stream), (stream))
#define RACELAB_STREAM(does, name, symbol, type) \
  RACELAB_ON_STREAM(does, name, symbol, (void* stream, type value), (stream, value))
#define RACELAB_STREAM_OF(does, name, symbol, type, more)                      \
  RACELAB_ON_STREAM(does, name, symbol, (void* stream, type value, more rest), \
                    (stream, value, rest))
// str() gets the place for its result first.
#define RACELAB_STREAM_TEXT(name, symbol) \
  RACELAB_ON_STREAM(Looks, name, symbol, (void* result, void* stream), (result, stream))

// operator<< and operator>> for a type, by its letter in the symbol; and what they call, which is
// there for some types only.
#define RACELAB_PUTS(letter, type) \
  RACELAB_STREAM(Writes, racelab_put_##letter, "_ZNSolsE" #letter, type)
#define RACELAB_INSERTS(letter, type) \
  RACELAB_STREAM(Writes, racelab_insert_##letter, "_ZNSo9_M_insertI" #letter "EERSoT_", type)
#define RACELAB_TAKES(letter, type) \
  RACELAB_STREAM(Reads, racelab_take_##letter, "_ZNSirsER" #letter, type*)
#define RACELAB_EXTRACTS(letter, type) \
  RACELAB_STREAM(Reads, racelab_extract_##letter, "_ZNSi10_M_extractI" #letter "EERSiRT_", type*)

using racelab::rt::Looks;
using racelab::rt::Reads;
using racelab::rt::Writes;

extern "C" {

RACELAB_PUTS(b, bool)
RACELAB_PUTS(s, short)
RACELAB_PUTS(t, unsigned short)
RACELAB_PUTS(i, int)
RACELAB_PUTS(j, unsigned)
RACELAB_PUTS(l, long)
RACELAB_PUTS(m, unsigned long)
RACELAB_PUTS(x, long long)
RACELAB_PUTS(y, unsigned long long)
RACELAB_PUTS(f, float)
RACELAB_PUTS(d, double)
RACELAB_PUTS(e, long double)
RACELAB_PUTS(PKv, const void*)
RACELAB_INSERTS(b, bool)
RACELAB_INSERTS(l, long)
RACELAB_INSERTS(m, unsigned long)
RACELAB_INSERTS(x, long long)
RACELAB_INSERTS(y, unsigned long long)
RACELAB_INSERTS(d, double)
RACELAB_INSERTS(e, long double)
RACELAB_INSERTS(PKv, const void*)

RACELAB_TAKES(b, bool)
RACELAB_TAKES(s, short)
RACELAB_TAKES(t, unsigned short)
RACELAB_TAKES(i, int)
RACELAB_TAKES(j, unsigned)
RACELAB_TAKES(l, long)
RACELAB_TAKES(m, unsigned long)
RACELAB_TAKES(x, long long)
RACELAB_TAKES(y, unsigned long long)
RACELAB_TAKES(f, float)
RACELAB_TAKES(d, double)
RACELAB_TAKES(e, long double)
RACELAB_EXTRACTS(b, bool)
RACELAB_EXTRACTS(t, unsigned short)
RACELAB_EXTRACTS(j, unsigned)
RACELAB_EXTRACTS(l, long)
RACELAB_EXTRACTS(m, unsigned long)
RACELAB_EXTRACTS(x, long long)
RACELAB_EXTRACTS(y, unsigned long long)
RACELAB_EXTRACTS(f, float)
RACELAB_EXTRACTS(d, double)
RACELAB_EXTRACTS(e, long double)

RACELAB_STREAM(Writes, racelab_put_character,
               "_ZStlsISt11char_traitsIcEERSt13basic_ostreamIcT_ES5_c", char)
RACELAB_STREAM(Writes, racelab_put_text, "_ZStlsISt11char_traitsIcEERSt13basic_ostreamIcT_ES5_PKc",
               const char*)
RACELAB_STREAM(Writes, racelab_put_string,
               "_ZStlsIcSt11char_traitsIcESaIcEERSt13basic_ostreamIT_T0_ES7_RKNSt7__cxx1112basic_"
               "stringIS4_S5_T1_EE",
               const void*)
RACELAB_STREAM_OF(Writes, racelab_insert_text,
                  "_ZSt16__ostream_insertIcSt11char_traitsIcEERSt13basic_ostreamIT_T0_ES6_PKS3_l",
                  const char*, long)
RACELAB_STREAM(Writes, racelab_stream_put, "_ZNSo3putEc", char)
RACELAB_STREAM_OF(Writes, racelab_stream_write, "_ZNSo5writeEPKcl", const char*, long)
RACELAB_STREAM_ALONE(Writes, racelab_stream_flush, "_ZNSo5flushEv")
RACELAB_STREAM_ALONE(Writes, racelab_stream_endl,
                     "_ZSt4endlIcSt11char_traitsIcEERSt13basic_ostreamIT_T0_ES6_")
RACELAB_STREAM(Reads, racelab_take_character,
               "_ZStrsIcSt11char_traitsIcEERSt13basic_istreamIT_T0_ES6_RS3_", char*)
RACELAB_STREAM(Reads, racelab_take_string,
               "_ZStrsIcSt11char_traitsIcESaIcEERSt13basic_istreamIT_T0_ES7_RNSt7__cxx1112basic_"
               "stringIS4_S5_T1_EE",
               void*)
RACELAB_STREAM(Reads, racelab_getline,
               "_ZSt7getlineIcSt11char_traitsIcESaIcEERSt13basic_istreamIT_T0_ES7_RNSt7__"
               "cxx1112basic_stringIS4_S5_T1_EE",
               void*)
RACELAB_STREAM_OF(Reads, racelab_getline_until,
                  "_ZSt7getlineIcSt11char_traitsIcESaIcEERSt13basic_istreamIT_T0_ES7_RNSt7__"
                  "cxx1112basic_stringIS4_S5_T1_EES4_",
                  void*, char)
RACELAB_STREAM_ALONE(Reads, racelab_stream_get, "_ZNSi3getEv")
RACELAB_STREAM(Reads, racelab_stream_get_to, "_ZNSi3getERc", char*)
RACELAB_STREAM_OF(Reads, racelab_stream_read, "_ZNSi4readEPcl", char*, long)

RACELAB_STREAM_TEXT(racelab_ostringstream_text,
                    "_ZNKSt7__cxx1119basic_ostringstreamIcSt11char_traitsIcESaIcEE3strEv")
RACELAB_STREAM_TEXT(racelab_ostringstream_text_again,
                    "_ZNKRSt7__cxx1119basic_ostringstreamIcSt11char_traitsIcESaIcEE3strEv")
RACELAB_STREAM(Writes, racelab_ostringstream_set,
               "_ZNSt7__cxx1119basic_ostringstreamIcSt11char_traitsIcESaIcEE3strERKNS_12basic_"
               "stringIcS2_S3_EE",
               const void*)
RACELAB_STREAM(
    Writes, racelab_ostringstream_move,
    "_ZNSt7__cxx1119basic_ostringstreamIcSt11char_traitsIcESaIcEE3strEONS_12basic_stringIcS2_S3_EE",
    void*)
RACELAB_STREAM_TEXT(racelab_stringstream_text,
                    "_ZNKSt7__cxx1118basic_stringstreamIcSt11char_traitsIcESaIcEE3strEv")
RACELAB_STREAM_TEXT(racelab_stringstream_text_again,
                    "_ZNKRSt7__cxx1118basic_stringstreamIcSt11char_traitsIcESaIcEE3strEv")
RACELAB_STREAM(
    Writes, racelab_stringstream_set,
    "_ZNSt7__cxx1118basic_stringstreamIcSt11char_traitsIcESaIcEE3strERKNS_12basic_stringIcS2_S3_EE",
    const void*)
RACELAB_STREAM(
    Writes, racelab_stringstream_move,
    "_ZNSt7__cxx1118basic_stringstreamIcSt11char_traitsIcESaIcEE3strEONS_12basic_stringIcS2_S3_EE",
    void*)

}  // extern "C"
