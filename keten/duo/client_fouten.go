package duo

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"strconv"
)

// Weigering zegt dat DUO een verzoek niet aanneemt; opnieuw sturen helpt niet. Fouten is
// wat DUO erover zegt, voor het scherm. De tekst van de fout zelf noemt dat niet: die gaat
// ook naar het logboek, en wat DUO schrijft kan over een mens gaan.
type Weigering struct {
	API    API
	Status int
	Fouten []string
}

// Error noemt alleen de dienst en de status.
func (w *Weigering) Error() string {
	return "DUO weigert een verzoek aan " + string(w.API) + " (status " + strconv.Itoa(w.Status) + ")"
}

// Storing zegt dat het nu niet lukt en later misschien wel. Zij noemt nooit een adres:
// in de adressen van DUO staat het burgerservicenummer. Daarom bewaart zij ook de fout van
// het netwerk niet, want die noemt het adres wel.
type Storing struct {
	API    API
	Status int    // van het antwoord; 0 als er geen was
	Reden  string // in gewone woorden
	ctx    error  // context.Canceled of context.DeadlineExceeded, als het daaraan lag
}

// Error geeft de dienst en de reden.
func (s *Storing) Error() string { return "DUO (" + string(s.API) + "): " + s.Reden }

// Unwrap geeft alleen de twee fouten van een context; die zeggen niets over een mens.
func (s *Storing) Unwrap() error { return s.ctx }

// storingVan maakt van een fout van het netwerk een storing zonder adres.
func storingVan(ctx context.Context, api API, err error) *Storing {
	s := &Storing{API: api, Reden: redenVan(err)}
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		s.Reden, s.ctx = "het verzoek is afgebroken", context.Canceled
	case errors.Is(err, context.DeadlineExceeded) || errors.Is(ctx.Err(), context.DeadlineExceeded):
		s.Reden, s.ctx = redenTijd, context.DeadlineExceeded
	}
	return s
}

const redenTijd = "geen antwoord binnen de tijd die ervoor staat"

// redenVan zegt waaraan het lag. Van de fout zelf komt geen letter in de tekst.
func redenVan(err error) string {
	var (
		eigen       *tlsFout
		verloopt    x509.CertificateInvalidError
		onbekend    x509.UnknownAuthorityError
		naam        x509.HostnameError
		nietTLS     tls.RecordHeaderError
		controle    *tls.CertificateVerificationError
		alarm       tls.AlertError
		naamloos    *net.DNSError
		netwerk     net.Error
		verrichting *net.OpError
	)
	switch {
	case errors.As(err, &eigen):
		return eigen.reden
	case errors.As(err, &verloopt) && verloopt.Reason == x509.Expired:
		return "het certificaat van DUO is verlopen of nog niet geldig"
	case errors.As(err, &onbekend):
		return "het certificaat van DUO komt van een uitgever die wij niet vertrouwen"
	case errors.As(err, &naam):
		return "het certificaat van DUO hoort bij een andere naam"
	case errors.As(err, &controle), errors.As(err, &verloopt):
		return "het certificaat van DUO deugt niet"
	case errors.As(err, &nietTLS):
		return "de andere kant spreekt geen TLS"
	case errors.As(err, &verrichting) && verrichting.Op == "remote error", errors.As(err, &alarm):
		return "DUO nam onze beveiligde verbinding niet aan; controleer ons certificaat"
	case errors.As(err, &verrichting) && verrichting.Op == "local error":
		return "wij konden met DUO geen veilige versie van TLS afspreken"
	case errors.As(err, &naamloos):
		return "de naam van DUO is niet te vinden in het netwerk"
	case errors.As(err, &netwerk) && netwerk.Timeout():
		return redenTijd
	}
	return "er kwam geen verbinding tot stand, of zij brak af"
}

// tlsFout is een fout die wij zelf bij het afspreken van de verbinding maken.
type tlsFout struct{ reden string }

func (f *tlsFout) Error() string { return f.reden }

// foutBij zegt wat een status betekent die geen goed antwoord is.
func foutBij(api API, status int, inhoud []byte) error {
	switch {
	case status >= 500, status == http.StatusRequestTimeout, status == http.StatusTooManyRequests:
		return &Storing{API: api, Status: status, Reden: "DUO heeft een storing (status " + strconv.Itoa(status) + ")"}
	case status >= 400:
		return &Weigering{API: api, Status: status, Fouten: leesFouten(inhoud)}
	}
	return &Storing{API: api, Status: status, Reden: "DUO gaf een antwoord dat niet is afgesproken (status " + strconv.Itoa(status) + ")"}
}

// Grenzen van wat wij van een weigering overnemen; DUO's bestanden noemen 100 en 200.
const (
	maxFouten    = 100
	maxFouttekst = 200
)

// leesFouten leest [{"fouttekst": "..."}]. De meeste adressen beloven geen inhoud; een
// inhoud die wij niet kunnen lezen is daarom geen fout, en geeft niets.
func leesFouten(b []byte) []string {
	delen, err := leesRij(b)
	if err != nil {
		return nil
	}
	var uit []string
	for _, d := range delen[:min(len(delen), maxFouten)] {
		v := leesVak(d)
		if t := v.tekst("fouttekst", true, 1, 10*maxFouttekst); v.fout == nil {
			uit = append(uit, eersteTekens(t, maxFouttekst))
		}
	}
	return uit
}

func eersteTekens(t string, n int) string {
	if r := []rune(t); len(r) > n {
		return string(r[:n])
	}
	return t
}
