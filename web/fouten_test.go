package web

import (
	"bytes"
	"errors"
	"log/slog"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"traject/app"
)

// What nobody foresaw is logged once, with the number the person reads on the page, and
// without the address: that may hold what someone searched for.
func TestStoringNoemtHetKenmerkEnNietHetAdres(t *testing.T) {
	var log bytes.Buffer
	b := openBalie(t)
	s := &Web{Instellingen: Instellingen{Huis: b.huis, Log: slog.New(slog.NewTextHandler(&log, nil))}}
	w, r := httptest.NewRecorder(), httptest.NewRequest("GET", "/dossiers/999990019?zoek=Amina", nil)
	r.Pattern = "GET /dossiers/{nummer}"
	s.foutpagina(w, r, app.Wie{}, errors.New("de schijf is vol"))
	kenmerk := regexp.MustCompile(`reference=([0-9a-f]{8})`).FindStringSubmatch(log.String())
	if w.Code != 500 || kenmerk == nil || !strings.Contains(w.Body.String(), kenmerk[1]) {
		t.Errorf("status %d, in the log: %s", w.Code, log.String())
	}
	if n := strings.Count(log.String(), "\n"); n != 1 || !strings.Contains(log.String(), "de schijf is vol") {
		t.Errorf("%d lines in the log: %s", n, log.String())
	}
	for _, geheim := range []string{"999990019", "Amina"} {
		if strings.Contains(log.String(), geheim) {
			t.Errorf("the log holds %s", geheim)
		}
	}
	if strings.Contains(w.Body.String(), "schijf") {
		t.Error("the page shows what broke")
	}
}
