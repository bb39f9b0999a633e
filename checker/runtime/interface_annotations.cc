// What programs tell a race detector by hand (dynamic_annotations.h). They tell it for locks and
// fences that it does not know; the runtime does, and looks for itself. Weak: a program may have
// functions of these names of its own.
#define RACELAB_TOLD __attribute__((weak)) void

extern "C" {

RACELAB_TOLD AnnotateHappensBefore(const char*, int, const volatile void*) {}
RACELAB_TOLD AnnotateHappensAfter(const char*, int, const volatile void*) {}
RACELAB_TOLD WTFAnnotateHappensBefore(const char*, int, const volatile void*) {}
RACELAB_TOLD WTFAnnotateHappensAfter(const char*, int, const volatile void*) {}

RACELAB_TOLD AnnotateBenignRace(const char*, int, const volatile void*, const char*) {}
RACELAB_TOLD AnnotateBenignRaceSized(const char*, int, const volatile void*, long, const char*) {}
RACELAB_TOLD WTFAnnotateBenignRaceSized(const char*, int, const volatile void*, long, const char*) {
}
RACELAB_TOLD AnnotateIgnoreReadsBegin(const char*, int) {}
RACELAB_TOLD AnnotateIgnoreReadsEnd(const char*, int) {}
RACELAB_TOLD AnnotateIgnoreWritesBegin(const char*, int) {}
RACELAB_TOLD AnnotateIgnoreWritesEnd(const char*, int) {}
RACELAB_TOLD AnnotateIgnoreSyncBegin(const char*, int) {}
RACELAB_TOLD AnnotateIgnoreSyncEnd(const char*, int) {}
RACELAB_TOLD AnnotateEnableRaceDetection(const char*, int, int) {}

RACELAB_TOLD AnnotateRWLockCreate(const char*, int, const volatile void*) {}
RACELAB_TOLD AnnotateRWLockCreateStatic(const char*, int, const volatile void*) {}
RACELAB_TOLD AnnotateRWLockDestroy(const char*, int, const volatile void*) {}
RACELAB_TOLD AnnotateRWLockAcquired(const char*, int, const volatile void*, long) {}
RACELAB_TOLD AnnotateRWLockReleased(const char*, int, const volatile void*, long) {}
RACELAB_TOLD AnnotateNewMemory(const char*, int, const volatile void*, long) {}
RACELAB_TOLD AnnotateThreadName(const char*, int, const char*) {}

}  // extern "C"
