// A backend in Go, as go_test.py runs it: beside the generated packages, in the module `gilde`.
package gilde

import (
	"context"
	"os"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	profilev1 "gilde/profile/v1"
)

func connect(t *testing.T) (*grpc.ClientConn, context.Context) {
	connection, err := grpc.Dial(os.Getenv("GILDE_ADDRESS"), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { connection.Close() })
	caller := metadata.Pairs("gilde-organization", "acme", "gilde-roles", "platform,program_admin")
	ctx, cancel := context.WithTimeout(metadata.NewOutgoingContext(context.Background(), caller), 30*time.Second)
	t.Cleanup(cancel)
	return connection, ctx
}

func TestAProfileThatWasCreatedIsReadBack(t *testing.T) {
	connection, ctx := connect(t)
	organizations := profilev1.NewOrganizationServiceClient(connection)
	_, err := organizations.CreateOrganization(ctx, &profilev1.CreateOrganizationRequest{
		OrganizationId: "acme", Organization: &profilev1.Organization{Title: "Acme"}})
	if err != nil {
		t.Fatal(err)
	}
	profiles := profilev1.NewProfileServiceClient(connection)
	created, err := profiles.CreateProfile(ctx, &profilev1.CreateProfileRequest{
		Parent: "organizations/acme", ProfileId: "ada", Profile: &profilev1.Profile{GivenName: "Ada", TimeZone: "Europe/Amsterdam"}})
	if err != nil {
		t.Fatal(err)
	}
	read, err := profiles.GetProfile(ctx, &profilev1.GetProfileRequest{Name: created.Name})
	if err != nil || read.Etag != created.Etag {
		t.Fatal(read, err)
	}
}

func TestARefusalCarriesItsReason(t *testing.T) {
	connection, ctx := connect(t)
	_, err := profilev1.NewProfileServiceClient(connection).GetProfile(ctx, &profilev1.GetProfileRequest{Name: "organizations/acme/profiles/nobody"})
	refusal := status.Convert(err)
	if refusal.Code() != codes.NotFound {
		t.Fatal(err)
	}
	for _, detail := range refusal.Details() {
		if info, ok := detail.(*errdetails.ErrorInfo); ok && info.Domain == "gilde" && info.Reason == "RESOURCE_NOT_FOUND" {
			return
		}
	}
	t.Fatal("no ErrorInfo in ", refusal.Details())
}
