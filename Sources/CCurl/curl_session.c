#include "curl_session.h"

#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "curl_library.h"
#include "curl_numbers.h"

/// A body no longer than this that nobody wants is read all the same, to keep the connection.
enum { WORTH_READING = 16 << 10 };

typedef struct {
  uint8_t *bytes;
  size_t count;
  size_t capacity;
} buffer;

struct curl_transfer {
  curl_transfer *previous, *next;
  const curl_library *library;
  void *easy;
  void *header_lines;
  buffer headers, body;
  size_t header_bytes, header_limit, body_limit;
  curl_body wanted;
  bool (*allows)(const uint8_t *, size_t);
  uint64_t id;
  bool has_begun, discards, stopped, cut, headers_too_long, refused, excess;
  char error[ERROR_SIZE];
};

struct curl_session {
  curl_library library;
  void *multi;
  curl_transfer *running;
};

/// What libcurl hands to the function that opens sockets.
typedef struct {
  int family;
  int socktype;
  int protocol;
  unsigned int length;
  struct sockaddr address;
} curl_socket_address;

// MARK: Called by libcurl

static bool append(buffer *to, const char *bytes, size_t count) {
  if (to->capacity - to->count < count) {
    size_t capacity = to->capacity ? to->capacity : 1024;
    while (capacity - to->count < count) capacity *= 2;
    uint8_t *grown = realloc(to->bytes, capacity);
    if (!grown) return false;
    to->bytes = grown;
    to->capacity = capacity;
  }
  memcpy(to->bytes + to->count, bytes, count);
  to->count += count;
  return true;
}

static size_t on_header(char *line, size_t size, size_t count, void *user) {
  curl_transfer *transfer = user;
  size_t length = size * count;
  // Only the last answer is kept: one with a status such as 103 may come before it.
  if (length >= 5 && memcmp(line, "HTTP/", 5) == 0) transfer->headers.count = 0;
  transfer->header_bytes += length;
  if (transfer->header_bytes > transfer->header_limit) {
    transfer->headers_too_long = true;
    return 0;
  }
  return append(&transfer->headers, line, length) ? length : 0;
}

/// Decides, when the first byte of a body has come, what is done with it.
static void begin_body(curl_transfer *transfer) {
  const curl_library *library = transfer->library;
  transfer->has_begun = true;
  long status = 0;
  library->easy_getinfo(transfer->easy, FACT_STATUS, &status);
  const char *type = NULL;
  library->easy_getinfo(transfer->easy, FACT_CONTENT_TYPE, &type);
  bool is_page = status >= 200 && status < 300 && type
    && (strncasecmp(type, "text/html", 9) == 0 || strncasecmp(type, "application/xhtml", 17) == 0);
  if (transfer->wanted == CURL_BODY_ALL) return;
  if (transfer->wanted == CURL_BODY_PAGES && is_page) return;
  int64_t length = -1;
  library->easy_getinfo(transfer->easy, FACT_CONTENT_LENGTH, &length);
  transfer->discards = length >= 0 && length <= WORTH_READING;
  transfer->stopped = !transfer->discards;
}

static size_t on_body(char *bytes, size_t size, size_t count, void *user) {
  curl_transfer *transfer = user;
  size_t length = size * count;
  if (!transfer->has_begun) begin_body(transfer);
  if (transfer->stopped) return 0;
  if (transfer->discards) return length;
  size_t room = transfer->body_limit - transfer->body.count;
  if (length > room) {
    append(&transfer->body, bytes, room);
    transfer->stopped = transfer->cut = true;
    return 0;
  }
  return append(&transfer->body, bytes, length) ? length : 0;
}

/// libcurl mentions a body that is longer than announced, and says it nowhere else.
static int on_debug(void *easy, int kind, char *text, size_t count, void *user) {
  (void)easy;
  static const char words[] = "Excess found";
  if (kind == DEBUG_TEXT && count >= sizeof(words) - 1
      && memcmp(text, words, sizeof(words) - 1) == 0) {
    ((curl_transfer *)user)->excess = true;
  }
  return 0;
}

static int on_socket(void *user, int purpose, curl_socket_address *address) {
  (void)purpose;
  curl_transfer *transfer = user;
  bool allowed = transfer->allows == NULL;
  if (!allowed && address->family == AF_INET) {
    const struct sockaddr_in *v4 = (const struct sockaddr_in *)&address->address;
    allowed = transfer->allows((const uint8_t *)&v4->sin_addr, 4);
  } else if (!allowed && address->family == AF_INET6) {
    const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)&address->address;
    allowed = transfer->allows((const uint8_t *)&v6->sin6_addr, 16);
  }
  if (!allowed) {
    transfer->refused = true;
    return -1;
  }
  int type = address->socktype;
#ifdef SOCK_CLOEXEC
  type |= SOCK_CLOEXEC;
#endif
  return socket(address->family, type, address->protocol);
}

// MARK: Sessions

curl_session *curl_session_open(long host_connections, long connections, const char **reason) {
  curl_session *session = calloc(1, sizeof(curl_session));
  *reason = NULL;
  if (!session) {
    *reason = "there is no memory for it";
    return NULL;
  }
  if (!curl_library_load(&session->library, reason)) {
    free(session);
    return NULL;
  }
  const curl_library *library = &session->library;
  session->multi = library->multi_init();
  if (!session->multi) {
    *reason = "it cannot be initialized";
    free(session);
    return NULL;
  }
  library->multi_setopt(session->multi, MULTI_OPTION_HOST_CONNECTIONS, host_connections);
  library->multi_setopt(session->multi, MULTI_OPTION_CONNECTIONS, connections);
  library->multi_setopt(session->multi, MULTI_OPTION_CACHED_CONNECTIONS, connections);
  return session;
}

static void free_transfer(curl_transfer *transfer) {
  if (transfer->easy) transfer->library->easy_cleanup(transfer->easy);
  if (transfer->header_lines) transfer->library->slist_free_all(transfer->header_lines);
  free(transfer->headers.bytes);
  free(transfer->body.bytes);
  free(transfer);
}

static void set_options(curl_transfer *transfer, const curl_request *request) {
  void *easy = transfer->easy;
  int (*set)(void *, int, ...) = transfer->library->easy_setopt;
  set(easy, OPTION_PRIVATE, transfer);
  set(easy, OPTION_ERROR_BUFFER, transfer->error);
  set(easy, OPTION_NO_SIGNAL, 1L);
  set(easy, OPTION_PROTOCOLS, (long)(PROTOCOL_HTTP | PROTOCOL_HTTPS));
  set(easy, OPTION_SUPPRESS_CONNECT_HEADERS, 1L);
  set(easy, OPTION_URL, request->url);
  set(easy, OPTION_PROXY, request->proxy);
  if (request->ca_file) set(easy, OPTION_CA_INFO, request->ca_file);
  set(easy, OPTION_HTTP_HEADER, transfer->header_lines);
  set(easy, OPTION_MILLISECONDS, request->milliseconds);
  set(easy, OPTION_CONNECT_MILLISECONDS, request->connect_milliseconds);
  set(easy, OPTION_HEADER_FUNCTION, on_header);
  set(easy, OPTION_HEADER_DATA, transfer);
  set(easy, OPTION_WRITE_FUNCTION, on_body);
  set(easy, OPTION_WRITE_DATA, transfer);
  set(easy, OPTION_OPEN_SOCKET_FUNCTION, on_socket);
  set(easy, OPTION_OPEN_SOCKET_DATA, transfer);
  if (request->is_head) {
    set(easy, OPTION_NO_BODY, 1L);
  } else {
    set(easy, OPTION_ACCEPT_ENCODING, "");
    set(easy, OPTION_DEBUG_FUNCTION, on_debug);
    set(easy, OPTION_DEBUG_DATA, transfer);
    set(easy, OPTION_VERBOSE, 1L);
  }
}

bool curl_session_start(curl_session *session, const curl_request *request) {
  const curl_library *library = &session->library;
  curl_transfer *transfer = calloc(1, sizeof(curl_transfer));
  if (!transfer) return false;
  transfer->library = library;
  transfer->id = request->id;
  transfer->header_limit = request->header_limit;
  transfer->body_limit = request->body_limit;
  transfer->wanted = request->body;
  transfer->allows = request->allows;
  transfer->easy = library->easy_init();
  for (size_t i = 0; transfer->easy && i < request->header_count; i++) {
    void *lines = library->slist_append(transfer->header_lines, request->headers[i]);
    if (!lines) break;
    transfer->header_lines = lines;
  }
  if (transfer->easy) set_options(transfer, request);
  if (!transfer->easy || library->multi_add_handle(session->multi, transfer->easy) != 0) {
    free_transfer(transfer);
    return false;
  }
  transfer->next = session->running;
  if (session->running) session->running->previous = transfer;
  session->running = transfer;
  return true;
}

static void unlink_transfer(curl_session *session, curl_transfer *transfer) {
  if (transfer->previous) transfer->previous->next = transfer->next;
  if (transfer->next) transfer->next->previous = transfer->previous;
  if (session->running == transfer) session->running = transfer->next;
  session->library.multi_remove_handle(session->multi, transfer->easy);
}

static bool next_result(curl_session *session, curl_result *result) {
  const curl_library *library = &session->library;
  int left;
  curl_message *message;
  while ((message = library->multi_info_read(session->multi, &left))) {
    if (message->message != MESSAGE_DONE) continue;
    int code = message->data.result;
    curl_transfer *transfer = NULL;
    library->easy_getinfo(message->easy, FACT_PRIVATE, &transfer);
    double connect_time = 0;
    library->easy_getinfo(transfer->easy, FACT_CONNECT_TIME, &connect_time);
    long status = 0;
    library->easy_getinfo(transfer->easy, FACT_STATUS, &status);
    unlink_transfer(session, transfer);
    *result = (curl_result) {
      .id = transfer->id,
      .transfer = transfer,
      .code = code,
      .reason = transfer->error[0] ? transfer->error : library->easy_strerror(code),
      .status = status,
      .connected = connect_time > 0,
      .stopped = transfer->stopped,
      .cut = transfer->cut,
      .headers_too_long = transfer->headers_too_long,
      .refused = transfer->refused,
      .excess = transfer->excess,
      .headers = transfer->headers.bytes,
      .header_count = transfer->headers.count,
      .body = transfer->body.bytes,
      .body_count = transfer->body.count,
    };
    return true;
  }
  return false;
}

static int64_t milliseconds_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/// TLS libraries write to connections that are gone; the signal for that must not end the program.
static void block_pipe_signal(sigset_t *before) {
  sigset_t pipe;
  sigemptyset(&pipe);
  sigaddset(&pipe, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &pipe, before);
}

static void restore_pipe_signal(const sigset_t *before) {
  sigset_t pending;
  sigpending(&pending);
  if (sigismember(&pending, SIGPIPE) && !sigismember(before, SIGPIPE)) {
    sigset_t pipe;
    int signal;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    sigwait(&pipe, &signal);
  }
  pthread_sigmask(SIG_SETMASK, before, NULL);
}

size_t curl_session_wait(
    curl_session *session, int milliseconds, curl_result *results, size_t capacity) {
  const curl_library *library = &session->library;
  int64_t end = milliseconds_now() + milliseconds;
  size_t count = 0;
  sigset_t signals;
  block_pipe_signal(&signals);
  while (true) {
    int running, ready;
    library->multi_perform(session->multi, &running);
    while (count < capacity && next_result(session, &results[count])) count++;
    int64_t left = end - milliseconds_now();
    if (count > 0 || left <= 0) break;
    if (library->multi_poll(session->multi, NULL, 0, (int)left, &ready) != 0) break;
  }
  restore_pipe_signal(&signals);
  return count;
}

void curl_transfer_release(curl_session *session, curl_transfer *transfer) {
  (void)session;
  free_transfer(transfer);
}

void curl_session_close(curl_session *session) {
  sigset_t signals;
  block_pipe_signal(&signals);
  while (session->running) {
    curl_transfer *transfer = session->running;
    unlink_transfer(session, transfer);
    free_transfer(transfer);
  }
  session->library.multi_cleanup(session->multi);
  restore_pipe_signal(&signals);
  free(session);
}
