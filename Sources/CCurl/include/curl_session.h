/// The part of libcurl that `HTTP` needs: many requests at once, each bounded in time and memory.
///
/// libcurl is found when the program runs, because Debian has no libcurl that can be linked
/// statically, and the rest of scaffold must run where there is none. This is C, not Swift, because
/// `curl_easy_setopt` takes variable arguments and libcurl calls back while a request runs.
///
/// A session belongs to one thread at a time.
#ifndef CURL_SESSION_H
#define CURL_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// Requests that run at the same time and share connections.
typedef struct curl_session curl_session;

/// One request and what has come of it so far.
typedef struct curl_transfer curl_transfer;

/// What is kept of an answer's body.
typedef enum {
  /// Nothing.
  CURL_BODY_NONE,
  /// The body of a page of HTML that was found.
  CURL_BODY_PAGES,
  /// Whatever comes.
  CURL_BODY_ALL,
} curl_body;

/// What to ask for, and within which bounds.
typedef struct {
  /// The caller's number for it.
  uint64_t id;
  const char *_Nullable url;
  /// Lines such as `Accept: text/html`.
  const char *_Nonnull const *_Nullable headers;
  size_t header_count;
  /// The proxy to go through; "" for none.
  const char *_Nullable proxy;
  /// A file of trusted certificates instead of the system's.
  const char *_Nullable ca_file;
  bool is_head;
  curl_body body;
  long connect_milliseconds;
  long milliseconds;
  size_t header_limit;
  size_t body_limit;
  /// Asked before a connection is made, with the 4 or 16 bytes of the address.
  bool (*_Nullable allows)(const uint8_t *address, size_t count);
} curl_request;

/// A request that has ended. What it points to lives until the transfer is released.
typedef struct {
  uint64_t id;
  curl_transfer *_Nullable transfer;
  /// libcurl's code; 0 when all went well.
  int code;
  /// What libcurl says about the code.
  const char *_Nullable reason;
  /// The status of the last answer; 0 when none came.
  long status;
  /// A connection was made.
  bool connected;
  /// No more of the body was wanted; `code` says nothing then.
  bool stopped;
  /// The body was longer than the limit: only its beginning is here.
  bool cut;
  /// The headers were longer than the limit.
  bool headers_too_long;
  /// `allows` said no.
  bool refused;
  /// More came than `Content-Length` announced.
  bool excess;
  /// The status line and headers of the last answer, as they came.
  const uint8_t *_Nullable headers;
  size_t header_count;
  const uint8_t *_Nullable body;
  size_t body_count;
} curl_result;

/// Loads libcurl and begins a session. Connections to one host, and all of them, are kept to the
/// limits. NULL when it cannot be; `reason` says why then, NULL when there is no libcurl at all.
curl_session *_Nullable curl_session_open(
    long host_connections, long connections, const char *_Nullable *_Nonnull reason);

/// Starts a request; false when there is no memory for it.
bool curl_session_start(curl_session *session, const curl_request *request);

/// Lets the requests go on until at least one has ended or the time is over.
///
/// - Returns: how many of `results` were filled.
size_t curl_session_wait(
    curl_session *session, int milliseconds, curl_result *results, size_t capacity);

/// Frees what a result points to.
void curl_transfer_release(curl_session *session, curl_transfer *transfer);

/// Ends the session; requests that still run are dropped.
void curl_session_close(curl_session *session);

#pragma clang assume_nonnull end

#endif
