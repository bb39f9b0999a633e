// The table of names that are to be removed, and the places of names.
#include "checker/runtime/names.h"

#include <fcntl.h>
#include <limits.h>
#include <sys/ipc.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include <cerrno>
#include <initializer_list>

#include "checker/runtime/finish.h"
#include "checker/runtime/os.h"
#include "checker/runtime/rejoin.h"
#include "checker/runtime/shared_memory.h"
#include "checker/runtime/state.h"

namespace racelab::rt {
namespace {

constexpr uint32_t kMaxNames = 512;
// In the place of a device, which has no such number.
constexpr uint64_t kNamePlaces = uint64_t{1} << 62;
constexpr uint64_t kIds = kNamePlaces - 32, kKeys = kNamePlaces - 16;

struct Name {
  Named kind;
  int id;
  char path[PATH_MAX];
};
struct Names {
  uint32_t count;  // of entries that were ever used
  Name list[kMaxNames];
};
Names* names = nullptr;

bool Same(const char* a, const char* b) {
  while (*a != 0 && *a == *b) ++a, ++b;
  return *a == *b;
}

// The path of a folder that a descriptor leads to, or of the working directory.
void AppendFolder(int folder, Text& text) {
  char link[64], path[PATH_MAX];
  if (folder == AT_FDCWD) {
    if (Sys(SYS_getcwd, reinterpret_cast<long>(path), sizeof path) > 0) text << path << "/";
    return;
  }
  Text(link, sizeof link) << "/proc/self/fd/" << static_cast<long>(folder);
  const long length = Sys(SYS_readlinkat, AT_FDCWD, reinterpret_cast<long>(link),
                          reinterpret_cast<long>(path), sizeof path - 1);
  path[length > 0 ? length : 0] = 0;
  if (length > 0) text << path << "/";
}

// The working directory may be another one when the name is removed.
void FillPath(Named kind, int folder, const char* path, char* to) {
  Text text(to, PATH_MAX);
  if (kind != Named::kQueue && path[0] != '/') AppendFolder(folder, text);
  text << path;
}

Name* Find(Named kind, int id, const char* path) {
  for (uint32_t i = 0; i < names->count; ++i) {
    Name& name = names->list[i];
    if (name.kind == kind && name.id == id && Same(name.path, path)) return &name;
  }
  return nullptr;
}

void Note(Named kind, int id, const char* path) {
  if (names == nullptr || Find(kind, id, path) != nullptr) return;
  while (names->count > 0 && names->list[names->count - 1].kind == Named::kNothing) --names->count;
  if (names->count == kMaxNames) Stop(trace::End::kLimit, "names that one execution makes");
  Name& name = names->list[names->count++];
  name.kind = kind;
  name.id = id;
  CopyBytes(name.path, path, Length(path) + 1);
}

void Forget(Named kind, int id, const char* path) {
  Name* name = names == nullptr ? nullptr : Find(kind, id, path);
  if (name != nullptr) name->kind = Named::kNothing;
}

long Remove(const Name& name) {
  const long path = reinterpret_cast<long>(name.path);
  switch (name.kind) {
    case Named::kFile: return Sys(SYS_unlinkat, AT_FDCWD, path, 0);
    case Named::kFolder: return Sys(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR);
    case Named::kQueue: return Sys(SYS_mq_unlink, path);
    case Named::kMessages: return Sys(SYS_msgctl, name.id, IPC_RMID, 0);
    case Named::kSemaphores: return Sys(SYS_semctl, name.id, 0, IPC_RMID, 0);
    case Named::kMemory: return Sys(SYS_shmctl, name.id, IPC_RMID, 0);
    default: return 0;
  }
}

uint64_t Hash(uint64_t hash, const char* text, size_t bytes) {
  for (size_t i = 0; i < bytes; ++i) {
    hash = (hash ^ static_cast<unsigned char>(text[i])) * 0x100000001b3ull;
  }
  return hash | 1;
}

}  // namespace

void MakeNames() {
  static_assert(sizeof(Names) <= kStateInFile - kNamesInFile);
  names = static_cast<Names*>(MapShared(sizeof(Names), kNamesInFile));
}

// The youngest first: a folder is empty when its turn comes. What does not go is left to the
// server.
void CleanNames() {
  if (names == nullptr) return;
  for (uint32_t i = names->count; i > 0; --i) {
    Name& name = names->list[i - 1];
    const long result = Remove(name);
    if (result == 0 || result == -ENOENT) name.kind = Named::kNothing;
  }
}

bool Exists(int folder, const char* path) {
  struct stat facts;
  return Sys(SYS_newfstatat, folder, reinterpret_cast<long>(path), reinterpret_cast<long>(&facts),
             AT_SYMLINK_NOFOLLOW) == 0;
}

void NoteName(Named kind, int folder, const char* path) {
  char whole[PATH_MAX];
  FillPath(kind, folder, path, whole);
  Note(kind, 0, whole);
}

void ForgetName(Named kind, int folder, const char* path) {
  char whole[PATH_MAX];
  FillPath(kind, folder, path, whole);
  Forget(kind, 0, whole);
}

void MoveName(int folder, const char* from, int to_folder, const char* to) {
  char whole[PATH_MAX];
  for (const Named kind : {Named::kFile, Named::kFolder}) {
    FillPath(kind, folder, from, whole);
    if (names == nullptr || Find(kind, 0, whole) == nullptr) continue;
    NoteName(kind, to_folder, to);
    Forget(kind, 0, whole);
  }
}

void NoteId(Named kind, int id) { Note(kind, id, ""); }
void ForgetId(Named kind, int id) { Forget(kind, id, ""); }

uintptr_t PlaceOfName(int folder, const char* path) {
  size_t end = Length(path);
  while (end > 1 && path[end - 1] == '/') --end;
  size_t begin = end;
  while (begin > 0 && path[begin - 1] != '/') --begin;
  char parent[PATH_MAX];
  if (begin + 2 > sizeof parent) return 0;  // the call fails
  CopyBytes(parent, path, begin);
  Text(parent + begin, 2) << (begin == 0 ? "." : "");
  struct stat facts = {};
  Sys(SYS_newfstatat, folder, reinterpret_cast<long>(parent), reinterpret_cast<long>(&facts), 0);
  return PlaceOfSegment({facts.st_dev | kNamePlaces,
                         Hash(facts.st_ino * 0x9e3779b97f4a7c15ull, path + begin, end - begin), 0});
}

uintptr_t PlaceOfName(Named kind, const char* name) {
  return PlaceOfSegment({kKeys - 32 + static_cast<uint64_t>(kind), Hash(0, name, Length(name)), 0});
}

uintptr_t PlaceOfId(Named kind, int id) {
  const uint64_t number = static_cast<uint32_t>(id);
  return PlaceOfSegment({kIds + static_cast<uint64_t>(kind), number + 1, 0});
}

uintptr_t PlaceOfKey(Named kind, int key) {
  const uint64_t number = static_cast<uint32_t>(key);
  return PlaceOfSegment({kKeys + static_cast<uint64_t>(kind), number + 1, 0});
}

}  // namespace racelab::rt
