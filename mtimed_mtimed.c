#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <semaphore.h>
#include <time.h>
#include <errno.h>
pthread_rwlock_t l = PTHREAD_RWLOCK_INITIALIZER;
pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER, n = PTHREAD_MUTEX_INITIALIZER;
pthread_cond_t c = PTHREAD_COND_INITIALIZER; int ready;
sem_t s;
static struct timespec soon(void){ struct timespec t; clock_gettime(CLOCK_REALTIME,&t); t.tv_sec+=10; return t; }
static void work(void){ pthread_mutex_lock(&n); pthread_mutex_unlock(&n); }
void* a(void* x){ struct timespec t=soon(); if (pthread_mutex_timedlock(&m,&t)==0) { work(); pthread_mutex_unlock(&m); } return x; }
void* b(void* x){ struct timespec t=soon(); int r=pthread_mutex_timedlock(&m,&t); if (r==0) pthread_mutex_unlock(&m); assert(r==0); return x; }
int main(void){  pthread_t p,q; pthread_create(&p,0,a,0); pthread_create(&q,0,b,0); pthread_join(p,0); pthread_join(q,0); return 0; }
