package main

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// The log keeps the shape of an address and nothing that someone put into it.
func TestShapeKeepsOnlyOwnWords(t *testing.T) {
	for path, want := range map[string]string{
		"/dossiers/2026-0012/pip":                "/dossiers/{}/pip",
		"/dossiers/999990019":                    "/dossiers/{}",
		"/personen/999990019/PIP":                "/{}/{}/{}",
		"/Amina":                                 "/{}",
		"/vandaag":                               "/vandaag",
		"/":                                      "/",
		"/a/b/c/d/e/f/g/h":                       "/{}/{}/{}/{}/{}/{}",
		"/dossiers/2026-0012/brieven/2026-0-1":   "/dossiers/{}/brieven/{}",
		"/signalen/6f9619ff-8b86-d011/koppelen":  "/signalen/{}/koppelen",
		"/dossiers/2026-0012/%39%39%39%39%39%30": "/dossiers/{}/{}",
	} {
		if got := shape(path); got != want {
			t.Errorf("%s is logged as %s, want %s", path, got, want)
		}
	}
}

// A handler that panics gives one calm sentence with a reference, and the log holds
// the kind of panic and not its text.
func TestPanicIsOneSentence(t *testing.T) {
	var log bytes.Buffer
	h := logged(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("bsn 999990019") }), slog.New(slog.NewJSONHandler(&log, nil)))
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/vandaag", nil))
	if w.Code != http.StatusInternalServerError || !strings.Contains(w.Body.String(), w.Header().Get("X-Request-Id")) {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if strings.Contains(log.String()+w.Body.String(), "999990019") || !strings.Contains(log.String(), "(server_test.go:") {
		t.Errorf("the log or the page holds what the panic said, or the log does not say where: %s", &log)
	}
	for line := range strings.Lines(log.String()) {
		var entry struct{ Request, Route string }
		if err := json.Unmarshal([]byte(line), &entry); err != nil || entry.Request == "" || entry.Route != "/vandaag" {
			t.Errorf("log line without reference or route: %s", line)
		}
	}
}

// A message without a BSN waits in the postbox until a klantmanager says to whom it
// belongs; then it opens a dossier and starts its clock.
func TestWaitingMessageFindsItsDossier(t *testing.T) {
	r := startRunning(t)
	const id, page = "0b0e1d6c-7a35-4a51-9f4b-3c3d7b0c0001", "/signalen/0b0e1d6c-7a35-4a51-9f4b-3c3d7b0c0001/koppelen"
	if status, _ := r.notify(t, id, `{"gebeurtenisId":"SS139","registratieDatumTijd":"2026-11-02T09:00:00Z","vNummer":1234567890}`); status != http.StatusCreated {
		t.Fatalf("notification: %d", status)
	}
	login := func(als string) {
		if status, _ := r.post(t, "/demo/inloggen", url.Values{"als": {als}}); status != http.StatusOK {
			t.Fatalf("log in as %s: %d", als, status)
		}
	}
	login("beheer")
	if status, _ := r.get(t, page); status != http.StatusNotFound {
		t.Errorf("applicatiebeheer can join a message to a dossier: %d", status)
	}
	login("klantmanager")
	if _, body := r.get(t, "/beheer?wacht=ja"); !strings.Contains(body, page) {
		t.Error("the list of waiting messages does not lead to the page")
	}
	if status, body := r.get(t, page); status != http.StatusOK || !strings.Contains(body, "1234567890") {
		t.Errorf("the page does not show the V-nummer: %d", status)
	}
	for _, wrong := range []url.Values{{}, {"bsn": {"999990018"}}, {"nummer": {"1999-0001"}}, {"nummer": {"2026-0001"}, "bsn": {"999990019"}}} {
		if status, _ := r.post(t, page, wrong); status != http.StatusUnprocessableEntity {
			t.Errorf("%d fields filled in wrongly: %d, want 422", len(wrong), status)
		}
	}
	status, body := r.post(t, page, url.Values{"bsn": {"999990007"}})
	if status != http.StatusOK || !strings.Contains(body, "11 januari 2027") {
		t.Errorf("after joining: %d, and the last day of the ten weeks is not on the page", status)
	}
	if status, _ := r.get(t, page); status != http.StatusNotFound {
		t.Errorf("a message that was joined can be joined again: %d", status)
	}
}
