// expect: __tsan_
extern "C" const char* __tsan_default_options() { return "report_bugs=0"; }
void Count() {}
