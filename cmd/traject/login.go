package main

import (
	"net"
	"net/url"
	"os"
	"strings"

	"traject/app"
	"traject/kern/begrip"
	"traject/web"
)

// loginSettings say how staff log in with the account of the municipality.
type loginSettings struct {
	URL, ClientID, Secret, SecretFile, Redirect, Scopes    string
	UserClaim, RoleClaim, Roles, TeamClaim, Municipalities string
	BSNClaim, ProviderClaim                                string
	KeyFile, KeyID                                         string
}

var loginTable = []setting{
	{"TRAJECT_OIDC_URL", "", "adres van de inlogdienst van de gemeente (issuer); leeg: niemand kan inloggen", func(s *settings) *string { return &s.Login.URL }},
	{"TRAJECT_OIDC_CLIENT_ID", "", "naam van traject bij de inlogdienst", func(s *settings) *string { return &s.Login.ClientID }},
	{"TRAJECT_OIDC_CLIENT_SECRET", "", "geheim van traject bij de inlogdienst", func(s *settings) *string { return &s.Login.Secret }},
	{"TRAJECT_OIDC_CLIENT_SECRET_BESTAND", "", "bestand met dat geheim; gaat voor", func(s *settings) *string { return &s.Login.SecretFile }},
	{"TRAJECT_OIDC_SLEUTELBESTAND", "", "bestand met een geheime sleutel (PEM) in plaats van een geheim: private_key_jwt", func(s *settings) *string { return &s.Login.KeyFile }},
	{"TRAJECT_OIDC_SLEUTEL_ID", "", "naam van die sleutel bij de inlogdienst; leeg is zijn afdruk", func(s *settings) *string { return &s.Login.KeyID }},
	{"TRAJECT_OIDC_REDIRECT", "", "adres waarop men terugkomt: https://uw-adres/inloggen/terug", func(s *settings) *string { return &s.Login.Redirect }},
	{"TRAJECT_OIDC_SCOPES", "profile", "wat traject naast openid vraagt, met spaties", func(s *settings) *string { return &s.Login.Scopes }},
	{"TRAJECT_OIDC_GEBRUIKERCLAIM", "preferred_username", "claim met de inlognaam; ontbreekt zij, dan sub", func(s *settings) *string { return &s.Login.UserClaim }},
	{"TRAJECT_OIDC_ROLCLAIM", "groups", "claim met de rollen of groepen", func(s *settings) *string { return &s.Login.RoleClaim }},
	{"TRAJECT_OIDC_ROLLEN", "", "waarde=rol, met komma's; de eerste die past telt", func(s *settings) *string { return &s.Login.Roles }},
	{"TRAJECT_OIDC_TEAMCLAIM", "", "claim met het team; leeg: de gemeente is één team", func(s *settings) *string { return &s.Login.TeamClaim }},
	{"TRAJECT_OIDC_GEMEENTECLAIM", "", "claim met de CBS-code, of met meer codes; leeg is TRAJECT_GEMEENTE", func(s *settings) *string { return &s.Login.Municipalities }},
	{"TRAJECT_OIDC_BSNCLAIM", "", "claim met het BSN van een inburgeraar die zelf inlogt; leeg: inburgeraars loggen niet in", func(s *settings) *string { return &s.Login.BSNClaim }},
	{"TRAJECT_OIDC_AANBIEDERCLAIM", "", "claim met het kenmerk van de instelling van wie bij een aanbieder werkt; leeg: de gemeente vult dat in bij Medewerkers", func(s *settings) *string { return &s.Login.ProviderClaim }},
}

func init() { settingTable = append(settingTable, loginTable...) }

// checkedLogin says which setting of the login is wrong, before anything is opened.
func (s *settings) checkedLogin() error {
	l := s.Login
	if l.URL == "" {
		if l.ClientID+l.Secret+l.SecretFile+l.KeyFile+l.Redirect+l.Roles != "" {
			return fault(nil, "TRAJECT_OIDC_URL ontbreekt, maar andere instellingen voor het inloggen zijn gevuld.")
		}
		return nil
	}
	if !safeAddress(l.URL) {
		return fault(nil, "TRAJECT_OIDC_URL moet met https:// beginnen.")
	}
	u, err := url.Parse(l.Redirect)
	if err != nil || !safeAddress(l.Redirect) || u.Path != "/inloggen/terug" || u.RawQuery != "" {
		return fault(nil, "TRAJECT_OIDC_REDIRECT moet zijn zoals https://uw-adres/inloggen/terug.")
	}
	switch {
	case l.ClientID == "":
		return fault(nil, "TRAJECT_OIDC_CLIENT_ID ontbreekt.")
	case l.Secret == "" && l.SecretFile == "" && l.KeyFile == "":
		return fault(nil, "TRAJECT_OIDC_CLIENT_SECRET ontbreekt. U kunt ook TRAJECT_OIDC_CLIENT_SECRET_BESTAND of TRAJECT_OIDC_SLEUTELBESTAND gebruiken.")
	case l.KeyFile != "" && l.Secret+l.SecretFile != "":
		return fault(nil, "TRAJECT_OIDC_SLEUTELBESTAND en een geheim zijn allebei gevuld. Kies er één.")
	case l.RoleClaim == "":
		return fault(nil, "TRAJECT_OIDC_ROLCLAIM mag niet leeg zijn.")
	}
	_, err = l.roles()
	return err
}

// safeAddress says whether an address is https, or on this machine.
func safeAddress(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return false
	}
	ip := net.ParseIP(u.Hostname())
	return u.Scheme == "https" || u.Scheme == "http" && (u.Hostname() == "localhost" || ip != nil && ip.IsLoopback())
}

func (l loginSettings) roles() ([]web.Rolpaar, error) {
	var pairs []web.Rolpaar
	for part := range strings.SplitSeq(l.Roles, ",") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		i := strings.LastIndex(part, "=")
		if i < 1 || !web.IsInlogrol(begrip.Rol(part[i+1:])) {
			return nil, fault(nil, "TRAJECT_OIDC_ROLLEN klopt niet bij %q. Schrijf waarde=rol, met een van: klantmanager, teamleider, jurist, beleid, toezichthouder, applicatiebeheer, inburgeraar, aanbieder-taal, aanbieder-overig.", part)
		}
		pairs = append(pairs, web.Rolpaar{Waarde: part[:i], Rol: begrip.Rol(part[i+1:])})
	}
	if len(pairs) == 0 {
		return nil, fault(nil, "TRAJECT_OIDC_ROLLEN ontbreekt. Schrijf waarde=rol, bijvoorbeeld traject-klantmanager=klantmanager.")
	}
	return pairs, nil
}

// words gives the list of the municipality, or nil for the ordinary one.
func (s *settings) words() (*app.Woordenlijst, error) {
	if s.Words == "" {
		return nil, nil
	}
	b, err := os.ReadFile(s.Words)
	if err != nil {
		return nil, fault(err, "TRAJECT_WOORDENLIJST %s is niet te lezen (%s).", s.Words, reason(err))
	}
	list, err := app.LeesWoordenlijst(b)
	if err != nil {
		return nil, fault(err, "TRAJECT_WOORDENLIJST %s klopt niet: %s.", s.Words, err)
	}
	return list, nil
}

// oidc gives the login for the pages; nil when nobody can log in.
func (s *settings) oidc() (*web.OIDC, error) {
	l := s.Login
	if l.URL == "" {
		return nil, nil
	}
	secret := l.Secret
	if l.SecretFile != "" {
		b, err := os.ReadFile(l.SecretFile)
		if err != nil {
			return nil, fault(err, "TRAJECT_OIDC_CLIENT_SECRET_BESTAND %s is niet te lezen (%s).", l.SecretFile, reason(err))
		}
		if secret = strings.TrimSpace(string(b)); secret == "" {
			return nil, fault(nil, "TRAJECT_OIDC_CLIENT_SECRET_BESTAND %s is leeg.", l.SecretFile)
		}
	}
	key, err := l.loginKey()
	if err != nil {
		return nil, err
	}
	roles, err := l.roles()
	if err != nil {
		return nil, err
	}
	return &web.OIDC{Sleutel: key, Uitgever: l.URL, ClientID: l.ClientID, Geheim: secret, Terug: l.Redirect, Scopes: strings.Fields(l.Scopes),
		Gebruikerclaim: l.UserClaim, Rolclaim: l.RoleClaim, Teamclaim: l.TeamClaim, Gemeenteclaim: l.Municipalities, BSNclaim: l.BSNClaim, Aanbiederclaim: l.ProviderClaim, Rollen: roles, Gemeente: s.Municipality, Gemeenten: s.municipalities()}, nil
}
