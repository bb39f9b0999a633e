// expect: dlsym
#include <dlfcn.h>
void* Find() { return dlsym(RTLD_NEXT, "pthread_mutex_lock"); }
void Count() {}
